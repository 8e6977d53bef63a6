"""The PINs at the bench: who has one, whose is locked, and a new one for somebody."""
