"""What to bring to a visit, or to send before it."""
