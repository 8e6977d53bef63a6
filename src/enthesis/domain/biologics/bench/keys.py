"""Names and numbers of devices as they are compared."""


def plain(text: str) -> str:
    """A device or lot as it is compared: in lower case, with single spaces."""
    return " ".join(text.split()).casefold()
