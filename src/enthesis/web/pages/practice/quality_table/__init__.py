"""The tables of one section of the quality page, as a file."""
