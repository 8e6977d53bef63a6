"""Calendar links of clinicians."""
