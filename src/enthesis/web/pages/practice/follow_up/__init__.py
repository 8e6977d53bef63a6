"""Who is due, who is overdue, and how many have answered."""
