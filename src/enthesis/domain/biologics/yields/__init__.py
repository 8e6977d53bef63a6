"""What preparations yield: expected beforehand, watched over time."""
