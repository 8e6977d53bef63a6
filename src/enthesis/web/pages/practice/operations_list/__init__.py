"""What hospitals' lists tell, and what became of it here."""
