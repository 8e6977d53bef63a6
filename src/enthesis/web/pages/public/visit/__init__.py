"""One visit, by its private link."""
