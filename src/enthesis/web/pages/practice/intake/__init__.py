"""What a patient told before the visit, and asking for it."""
