"""One file per door: DOOR, answer and EXAMPLES."""
