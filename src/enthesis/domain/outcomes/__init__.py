"""What patients tell: instruments, scores, change, thresholds, and when to ask."""
