"""What cannot wait for an answer to a request."""
