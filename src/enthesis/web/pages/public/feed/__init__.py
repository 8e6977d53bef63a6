"""A clinician's visits for calendar programs."""
