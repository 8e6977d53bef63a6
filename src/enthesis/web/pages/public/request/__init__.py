"""A visitor asks for a consultation."""
