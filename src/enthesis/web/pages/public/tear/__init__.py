"""What a tear is."""
