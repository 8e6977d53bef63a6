"""What a sign that must not wait calls for."""
