"""What the patient's own hips follow after the operation."""
