"""Somebody calls and wants a time."""
