"""Answers that need a person: who told what, who has it, what was done."""
