"""What happens next, after a request."""
