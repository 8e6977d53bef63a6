"""Whom to call for answers today."""
