"""Day, week and month of the offices and clinicians."""
