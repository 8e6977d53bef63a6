"""The own data to take away, as a file for people or for programs."""
