"""One reading of one magnetic resonance study."""
