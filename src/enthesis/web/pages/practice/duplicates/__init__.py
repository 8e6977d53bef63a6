"""Pairs of patients who may be one person."""
