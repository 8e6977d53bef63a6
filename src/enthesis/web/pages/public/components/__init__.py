"""Every component in every state, for those who build pages and for the accessibility check."""
