"""Who of those followed is written to when and by which way, and who is called, in which order."""
