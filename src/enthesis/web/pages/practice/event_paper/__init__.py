"""The two-person procedure of a therapy event, to be printed before it is needed."""
