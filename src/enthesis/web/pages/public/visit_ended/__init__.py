"""A link to a visit that leads nowhere any more."""
