"""Candidacy as it will stand on the day of the operation: what to discuss, repeat and ask again before it."""
