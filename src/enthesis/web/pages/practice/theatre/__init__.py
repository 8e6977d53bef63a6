"""The operation, recorded as it happens."""
