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


def _letter(letter: str) -> str:
    if letter in ALPHABET or letter in TWICE:
        return letter
    plain = unicodedata.normalize("NFD", letter)[0]
    return plain if plain in ALPHABET else letter
