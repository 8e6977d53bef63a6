"""The surgeon of the practice."""
