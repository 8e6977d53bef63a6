"""Times that are closed."""
