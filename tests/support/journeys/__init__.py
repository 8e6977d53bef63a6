"""What journeys are made of: people at their screens, what they do, and a close look at each page."""
