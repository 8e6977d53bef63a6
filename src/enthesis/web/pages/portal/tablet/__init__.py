"""A tablet of the clinic was handed over: the patient says who it is."""
