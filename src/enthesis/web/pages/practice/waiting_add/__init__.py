"""The desk puts somebody on the waiting list."""
