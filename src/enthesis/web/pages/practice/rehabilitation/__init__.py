"""What a hip follows after its operation: today, the whole plan, and what was reached."""
