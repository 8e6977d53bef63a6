"""The label of a product, for the printer."""
