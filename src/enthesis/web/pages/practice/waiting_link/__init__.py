"""The private links to one place on the waiting list, for the desk."""
