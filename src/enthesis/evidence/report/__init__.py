"""What a study found, told as a paper tells it: words, tables and figures made of its results alone."""
