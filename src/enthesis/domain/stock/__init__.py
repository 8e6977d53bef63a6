"""Grafts, anchors and kits: what a practice keeps of them, what was used on which hip, what is recalled."""
