"""The recalls, and a new one."""
