"""What can go wrong, and who should not have a product."""
