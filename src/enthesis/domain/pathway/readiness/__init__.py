"""What must be there before the day of an operation: clearances, talks about drugs, values, kit."""
