"""Another time for a visit."""
