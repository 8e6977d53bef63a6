"""Questions before a visit: the pages, what was answered, and sending it."""
