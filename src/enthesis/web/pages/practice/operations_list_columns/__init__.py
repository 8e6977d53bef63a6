"""Which headings a hospital's list has."""
