"""Offices, clinicians, requests and visits."""
