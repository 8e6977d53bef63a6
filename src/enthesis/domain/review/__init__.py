"""What a clinician must confirm before a practice relies on it, and what a practice decided on each value."""
