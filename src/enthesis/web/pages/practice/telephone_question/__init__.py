"""One question is read out, and its answer kept before the next."""
