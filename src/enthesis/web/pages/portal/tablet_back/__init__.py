"""The end of answering on a tablet of the clinic."""
