"""The private links to one visit, for the desk."""
