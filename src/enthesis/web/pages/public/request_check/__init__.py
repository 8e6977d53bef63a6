"""Everything once more, and sending it."""
