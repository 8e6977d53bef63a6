"""The booked operation of a hip."""
