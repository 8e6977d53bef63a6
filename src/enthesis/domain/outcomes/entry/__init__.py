"""Answers that come on paper or by voice: what was read, keyed twice, compared and settled."""
