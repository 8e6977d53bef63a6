"""A free time for a request."""
