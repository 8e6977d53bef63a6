"""One request: how soon, what was tried, or no."""
