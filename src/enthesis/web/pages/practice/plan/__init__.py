"""The plan, beside what the rules say of each of its options."""
