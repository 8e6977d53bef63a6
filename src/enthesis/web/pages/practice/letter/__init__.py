"""A letter to the physician who sent the patient."""
