"""Answers that need a person: which they are, and what became of each."""
