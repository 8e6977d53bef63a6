"""Names of the code as a person writes them."""


def said(name: str) -> str:
    """The name of a constant or field as a heading: `LOW_GRADE` as Low grade."""
    return words_of(name).capitalize()


def words_of(name: str) -> str:
    """A name as words inside a sentence; capitals are its own, as in IIIA or M67.851."""
    return name.strip("_").replace("_", " ")
