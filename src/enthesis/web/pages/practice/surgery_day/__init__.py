"""The day of surgery put right, signed."""
