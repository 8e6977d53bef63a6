"""Two ways of asking, compared by chance: what is varied, who gets which, and what came of it."""
