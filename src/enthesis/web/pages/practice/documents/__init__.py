"""The papers of a hip: made as PDF, known by their hash."""
