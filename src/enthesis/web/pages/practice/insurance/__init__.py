"""Who may pay for a patient, as it was told."""
