"""One file per product: `PRODUCT` and `EXAMPLES`. Products do not know each other."""
