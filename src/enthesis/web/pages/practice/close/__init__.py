"""The pathway of a hip ends, with its reason."""
