"""Text messages in the alphabet of telephones: 160 letters fit into one, 70 of any other alphabet."""

import unicodedata

ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWICE = frozenset("^{}\\[~]|€")  # each takes the room of two
LIKE = str.maketrans({"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " "})


def in_gsm(text: str) -> str:
    """The text in the telephone's alphabet as far as that reads the same: an accent it lacks is left out."""
    return "".join(_letter(letter) for letter in text.translate(LIKE))


def is_within(text: str, parts: int) -> bool:
    """Whether a text goes out in so many messages at most; each of several has a little less room."""
    in_alphabet = set(text) <= ALPHABET | TWICE
    room = len(text) + sum(letter in TWICE for letter in text) if in_alphabet else _wide(text)
    one, of_several = (160, 153) if in_alphabet else (70, 67)
    return room <= (one if parts == 1 else of_several * parts)


def _wide(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _letter(letter: str) -> str:
    if letter in ALPHABET or letter in TWICE:
        return letter
    plain = unicodedata.normalize("NFD", letter)[0]
    return plain if plain in ALPHABET else letter
