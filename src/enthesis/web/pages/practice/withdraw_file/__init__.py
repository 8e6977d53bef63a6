"""A file does not belong here: why."""
