"""How far readers agree on the same images, and which hips wait for a second reader."""
