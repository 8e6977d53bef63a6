"""Enthesis: where tendon meets bone. A hip practice's pathway, from a sore hip to ten years of outcomes."""

__version__ = "0.1.0"
