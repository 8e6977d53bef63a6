"""What a patient tells before a visit, and what of it may become a fact once a clinician has confirmed it."""
