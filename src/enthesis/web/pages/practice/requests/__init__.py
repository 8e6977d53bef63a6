"""Requests that wait for the desk."""
