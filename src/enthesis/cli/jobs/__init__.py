"""Long work that an action has queued: each job in a process of its own, under a lease."""
