"""Candidacy as it was assessed on a day, exactly as it was kept then."""
