"""A sign that needs emergency care now."""
