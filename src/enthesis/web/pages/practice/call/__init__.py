"""One call for answers: what to say, and what became of it."""
