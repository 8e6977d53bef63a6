"""Many patients are registered from a table."""
