"""Writes docs/reference from the code: what is declared once is read by people too."""
