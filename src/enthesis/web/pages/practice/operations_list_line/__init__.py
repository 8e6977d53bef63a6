"""One operation of a hospital's list: what became of it."""
