"""Who comes today, and what waits."""
