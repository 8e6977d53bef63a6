"""What search engines may read."""
