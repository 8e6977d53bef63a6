"""A practice that never was, whose truth is known: drawn in columns, from the published distributions."""
