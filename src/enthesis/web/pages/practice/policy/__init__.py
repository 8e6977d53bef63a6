"""What this practice decided about the rules, and every version of it."""
