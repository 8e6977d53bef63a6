"""A free time, or none for now."""
