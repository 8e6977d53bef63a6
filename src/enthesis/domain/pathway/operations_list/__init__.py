"""The hospital's own list of operations: what was done there, whether or not it was registered here."""
