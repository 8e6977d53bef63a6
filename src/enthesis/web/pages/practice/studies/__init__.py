"""Every study of the house: its question, and how its last run stands."""
