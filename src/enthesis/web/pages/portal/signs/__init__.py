"""Signs that must not wait, asked before the first question."""
