"""One folder per study: `protocol.toml`, the words that only it needs, and a README."""
