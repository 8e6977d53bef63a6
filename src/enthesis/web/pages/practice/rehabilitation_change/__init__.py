"""A surgeon changes what one hip follows after its operation."""
