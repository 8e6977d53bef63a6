"""A quote as it went out, to print."""
