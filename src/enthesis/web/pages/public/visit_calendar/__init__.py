"""The own visit for a calendar."""
