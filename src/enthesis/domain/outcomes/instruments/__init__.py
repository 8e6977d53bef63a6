"""One file per instrument, each with INSTRUMENT and EXAMPLES."""
