"""What the pages on the tear, its repair and what may be added to it tell: one file a page."""
