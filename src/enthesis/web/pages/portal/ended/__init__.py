"""A link that no longer works, and how to get a new one."""
