"""One imported list, and its lines that could not be read."""
