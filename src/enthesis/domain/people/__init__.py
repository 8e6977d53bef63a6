"""Who is cared for, how they are reached, what they agreed to."""
