"""The visits of a closed time, each with another time and a message."""
