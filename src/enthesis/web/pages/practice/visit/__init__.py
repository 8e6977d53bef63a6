"""One visit, and what becomes of it."""
