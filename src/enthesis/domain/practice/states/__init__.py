"""What the states of the country ask an office to print: one file a state."""
