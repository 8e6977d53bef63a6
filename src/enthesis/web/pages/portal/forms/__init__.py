"""The forms that wait for the patient who came by a private link."""
