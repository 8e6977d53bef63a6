"""A file of a run, to take away."""
