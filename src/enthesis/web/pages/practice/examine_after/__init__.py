"""Strength and gait at a visit after the operation."""
