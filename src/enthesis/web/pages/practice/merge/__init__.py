"""Two patients side by side: a person decides whether they are one, and who is kept."""
