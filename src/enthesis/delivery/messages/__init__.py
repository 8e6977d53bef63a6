"""Messages to patients: practice, office and time; never a diagnosis, an answer or a score."""
