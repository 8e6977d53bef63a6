"""How the tendon is repaired."""
