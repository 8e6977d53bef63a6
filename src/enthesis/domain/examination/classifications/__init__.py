"""One file per scheme: SCHEME, classify and EXAMPLES. Schemes do not know each other."""
