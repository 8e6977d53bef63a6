"""Another time for the own visit."""
