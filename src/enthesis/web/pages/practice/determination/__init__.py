"""What was determined for one product class, and a form to record what replaces it."""
