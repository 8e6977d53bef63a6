"""What the public pages tell: each claim with its source, its level of evidence and the day of its review."""
