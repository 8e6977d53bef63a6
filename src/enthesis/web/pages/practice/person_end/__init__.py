"""A death or a withdrawal of one person, told to the practice."""
