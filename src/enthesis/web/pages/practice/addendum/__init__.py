"""Signed words beside an entry that stays as it is."""
