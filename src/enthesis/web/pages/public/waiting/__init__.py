"""A place on the waiting list, and a time that is held for it."""
