"""Which hip, why, for how long, and what was done before."""
