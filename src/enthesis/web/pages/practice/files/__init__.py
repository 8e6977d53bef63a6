"""The files of a hip, and what is asked for before its next visit."""
