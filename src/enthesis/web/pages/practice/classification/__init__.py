"""The scheme proposes a type; the surgeon confirms it or chooses another."""
