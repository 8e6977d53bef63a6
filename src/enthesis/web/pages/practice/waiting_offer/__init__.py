"""The desk offers a free time to one person on the list."""
