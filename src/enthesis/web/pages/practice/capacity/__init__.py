"""How full the offices are, and who did not come."""
