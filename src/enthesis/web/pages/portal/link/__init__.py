"""Where a private link leads: who you are is asked before anything is shown."""
