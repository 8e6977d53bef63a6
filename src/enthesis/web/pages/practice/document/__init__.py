"""One paper, to take away."""
