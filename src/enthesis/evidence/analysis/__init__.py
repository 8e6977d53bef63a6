"""What a study tells of its cohort: one part of a paper per file, each from the cohort alone."""
