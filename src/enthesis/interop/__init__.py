"""What machines speak: FHIR and CDS Hooks, over the same actions people use. Nothing is here yet."""
