"""A protocol is written, or changed, and signed."""
