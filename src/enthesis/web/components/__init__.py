"""What several pages show alike: templates, and the drawings with what they are made of."""
