"""One file per reference page: TITLE, SUMMARY and body()."""
