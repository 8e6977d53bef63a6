"""The wristband of a case, for the printer."""
