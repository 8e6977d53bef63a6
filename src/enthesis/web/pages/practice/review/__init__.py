"""What ships recalled or proposed, room by room, and how far this practice has come with it."""
