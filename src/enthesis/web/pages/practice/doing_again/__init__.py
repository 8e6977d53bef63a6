"""Return to an activity, a sport or the work, as the patient told it."""
