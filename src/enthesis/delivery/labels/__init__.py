"""Labels on paper: which stock there is, and a label laid out for it."""
