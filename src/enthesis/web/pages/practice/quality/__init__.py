"""How well the practice records what it does, section by section, for a period."""
