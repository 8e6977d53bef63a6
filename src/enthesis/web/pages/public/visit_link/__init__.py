"""Where the private link to a visit leads: the date of birth is asked before anything is shown."""
