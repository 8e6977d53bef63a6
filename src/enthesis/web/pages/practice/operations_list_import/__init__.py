"""A hospital's list of operations is checked and imported."""
