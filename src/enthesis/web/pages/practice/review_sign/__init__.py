"""A decision on ticked values of one file, and the signature."""
