"""A merge is taken back."""
