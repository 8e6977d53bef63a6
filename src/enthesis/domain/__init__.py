"""What we know: plain values and pure functions. No framework, clock, randomness, or input and output."""
