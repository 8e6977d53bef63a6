"""A patient the practice already has becomes one here."""
