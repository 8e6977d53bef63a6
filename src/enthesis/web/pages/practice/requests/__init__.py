"""Requests that wait for the desk, and what became of others."""
