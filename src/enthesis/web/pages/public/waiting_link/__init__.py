"""Where the private link of the waiting list leads."""
