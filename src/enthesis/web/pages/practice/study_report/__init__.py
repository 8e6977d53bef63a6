"""The report of a run, as it was published."""
