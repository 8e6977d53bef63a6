"""Drawings of the hip: geometry as data, drawn once, shown in many states."""
