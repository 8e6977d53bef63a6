"""When a hip is asked, counted from which operation, what ended it, and what was planned before."""
