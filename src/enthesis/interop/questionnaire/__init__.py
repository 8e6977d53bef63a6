"""Instruments as FHIR R4 Questionnaires that score themselves, and as tables of words."""
