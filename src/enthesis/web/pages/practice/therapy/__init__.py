"""The therapy events of a hip, and where the planned one is opened."""
