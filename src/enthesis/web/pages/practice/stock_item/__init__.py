"""One item of the stock: its lots, what came and what went."""
