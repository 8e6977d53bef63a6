"""A practice of synthetic patients, played through the same actions that people use."""
