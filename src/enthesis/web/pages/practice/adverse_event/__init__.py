"""What happened to a hip after something was done to it."""
