"""One recall: what is blocked, which hips have it, and what was done about each."""
