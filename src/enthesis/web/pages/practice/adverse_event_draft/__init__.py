"""One adverse event as a draft for a voluntary report, to take away; it is sent to nobody."""
