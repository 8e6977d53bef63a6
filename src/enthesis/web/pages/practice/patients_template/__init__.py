"""The headings of a table of patients, to download."""
