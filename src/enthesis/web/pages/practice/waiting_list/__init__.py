"""The waiting list as the desk works with it."""
