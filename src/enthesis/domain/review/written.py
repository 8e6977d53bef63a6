"""Names of the code as a person writes them."""


def said(name: str) -> str:
    """A name of the code as words: `LOW_GRADE` as Low grade, `counts_from` as Counts from."""
    words = words_of(name)
    return words[:1].upper() + words[1:]


def words_of(name: str) -> str:
    """The same inside a sentence; a code of capitals that is no name of the code stays, as IIIA."""
    words = name.strip("_").replace("_", " ")
    return words.lower() if name.isupper() and len(name) > 4 else words
