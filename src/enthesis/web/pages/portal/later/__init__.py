"""How to come back to the questions later."""
