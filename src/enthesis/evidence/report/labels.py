"""The words of a record as a paper writes them."""

from enthesis.domain.biologics.catalogue import GRAFTS, KINDS

_SPELLED = {
    "under_2_cm": "less than 2 cm",
    "from_2_cm": "2 cm or more",
    "transtendinous_side_to_side": "transtendinous, side to side",
    "suture_staple": "suture staple",
    "trendelenburg": "Trendelenburg",
}


def label_of(word: str) -> str:
    """A coded word in words; one that is not known here without its underscores."""
    for kinds in (KINDS, GRAFTS):
        if word in kinds:
            return kinds[word].title
    return _SPELLED.get(word, word.replace("_", " "))
