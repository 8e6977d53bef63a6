"""What is to be ordered, as a file that a spreadsheet opens."""
