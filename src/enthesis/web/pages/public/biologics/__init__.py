"""What may be added of the patient's own blood or marrow."""
