"""Public codes for what is recorded, each in our own words and with how far it may be trusted."""
