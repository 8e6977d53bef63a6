"""Thanks, and the patient's own curve."""
