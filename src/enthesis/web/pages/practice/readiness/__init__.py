"""What must be there before the operation of one hip, and what is recorded of it."""
