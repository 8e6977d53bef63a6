"""One file a rule: what of a patient's answers a person should look at."""
