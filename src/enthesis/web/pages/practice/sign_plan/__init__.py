"""Exactly what is signed, what stands in its way, and the signature."""
