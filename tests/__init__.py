"""Tests by room of the house; TESTING.md says which test a change needs."""
