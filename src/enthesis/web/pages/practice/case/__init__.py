"""One hip on one page: its story, where it stands, and the next thing to do."""
