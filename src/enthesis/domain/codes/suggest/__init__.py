"""Codes that what is known of a hip suggests, each to be confirmed by a person. Nothing is ever picked."""
