"""The values of one room to review, by file."""
