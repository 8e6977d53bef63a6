"""A sheet of the two-person procedure comes into the record: entered by one person, confirmed by another."""
