"""Telephone messages and tasks, with owner and day."""
