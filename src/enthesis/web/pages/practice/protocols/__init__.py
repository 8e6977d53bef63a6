"""How this practice prepares its products, and what was published of how others do."""
