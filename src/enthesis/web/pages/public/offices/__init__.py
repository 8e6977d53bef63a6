"""The offices of the practice."""
