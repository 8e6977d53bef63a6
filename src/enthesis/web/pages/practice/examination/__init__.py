"""What was told and found by hand at one visit."""
