"""What is known about candidacy; not known is an answer."""
