"""One therapy event: its code, what the plan names, what was collected for it."""
