"""Visits that are over and of which nobody said whether the patient came."""
