"""Counts of an analyser fill in the form of a product; nothing is saved unseen."""
