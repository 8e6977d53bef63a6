"""One office."""
