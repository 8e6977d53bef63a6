"""A visit that has just been booked."""
