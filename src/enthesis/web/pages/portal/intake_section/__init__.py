"""One short page of questions before a visit."""
