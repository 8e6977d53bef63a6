"""One file for each section of the quality page. Each declares SECTION."""
