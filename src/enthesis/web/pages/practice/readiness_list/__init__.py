"""Who is waiting for what before the operations that are booked, the nearest first."""
