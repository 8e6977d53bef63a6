"""Every hip of the practice."""
