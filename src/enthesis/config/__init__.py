"""Wires every floor together; imported by nobody."""
