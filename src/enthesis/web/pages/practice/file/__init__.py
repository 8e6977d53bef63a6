"""One file of a hip, to take away."""
