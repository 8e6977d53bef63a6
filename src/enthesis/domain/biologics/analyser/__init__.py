"""What a haematology analyser exports, read into counts of blood and product."""
