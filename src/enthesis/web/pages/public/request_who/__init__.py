"""Who is to be seen, who asks, and how they are reached."""
