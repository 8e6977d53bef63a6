"""Questions are read out by telephone: who it is, signs that must not wait, then the forms."""
