"""Messages to patients: never a diagnosis in a subject line, never an answer or a score."""
