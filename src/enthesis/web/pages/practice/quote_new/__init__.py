"""A quote is put together from the price list."""
