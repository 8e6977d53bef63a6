"""One product at the bench: where it stands and the one next step."""
