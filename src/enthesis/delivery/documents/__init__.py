"""Papers that leave the house as PDF: composed from values, typeset, tagged to be read aloud."""
