"""The tables of a report, one part of a paper per file."""
