"""Words that promise. No page of a practice says them of a treatment, in any language it is read in."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_ENGLISH = (
    r"safe and (?:effective|successful)",
    r"(?:is|are|completely|totally|perfectly) safe\b",
    r"free of risks?",
    r"risk[- ]free",
    r"no (?:risks?|side effects)\b",
    r"pain(?:less|[- ]free)",
    r"proven",
    r"effective(?:ly)?\b",
    r"cur(?:es?|ed|ing)\b",
    r"heals\b",
    r"regenerat\w*",
    r"rejuvenat\w*",
    r"guarante\w*",
    r"miracle",
    r"breakthrough",
    r"cutting[- ]edge",
    r"state[- ]of[- ]the[- ]art",
    r"revolutionary",
    r"stem[- ]cell (?:therap|treatment)\w*",
    r"(?:best|leading|top|superior) (?:care|treatments?|results?|outcomes?|surgeons?)",
    r"success rate",
    r"(?:will|to) (?:accelerate|speed up|boost|enhance|restore)",
    r"will (?:heal|help|work|improve|recover)",
)
_SPANISH = (
    r"segur[oa]s? y (?:efica[cz]\w*|exitos\w+)",
    r"(?:es|son|totalmente|completamente) segur[oa]s?\b",
    r"(?:sin|libres? de) (?:ningún )?(?:riesgos?|efectos secundarios)",
    r"sin dolor\b",
    r"(?:com)?probad[oa]s?\b",
    r"efica(?:z|ces|cia)",
    r"efectiv[oa]s?\b",
    r"cura(?:n|r|rá|rán|ción)?\b",
    r"regenera\w*",
    r"rejuvenec\w*",
    r"garant[ií]\w*",
    r"milagr\w*",
    r"revolucionari\w*",
    r"(?:de )?vanguardia",
    r"última generación",
    r"(?:terapias?|tratamientos?) (?:con|de) células madre",
    r"(?:el|la|los|las) mejor(?:es)? (?:atención|tratamientos?|resultados?|cirujan\w+)",
    r"tasa de éxito",
    r"(?:sanará|ayudará|funcionará|mejorará|acelerará|restaurará)n?\b",
)
PROMISES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        language: re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)
        for language, words in (("en", _ENGLISH), ("es", _SPANISH))
    }
)


_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def promises_in(text: str, language: str) -> tuple[str, ...]:
    """The words of a text that promise, in their order; a question promises nothing.

    Raises KeyError for a language whose promises nobody listed.
    """
    known = PROMISES[language]
    sentences = (part for part in _SENTENCE.findall(text) if not part.endswith("?"))
    return tuple(match.group() for part in sentences for match in known.finditer(part))


EXAMPLES = (
    ("en", "Cell therapies have been shown to be safe and successful.", ("safe and successful",)),
    ("en", "Products of your own body are safe.", ("are safe",)),
    ("en", "Is it safe? No difference was found.", ()),
    ("en", "The surgeon takes the worn part away. An aim is not a promise.", ()),
    ("en", "Modern, cutting-edge care that regenerates tissue", ("cutting-edge", "regenerates")),
    ("es", "Es un tratamiento seguro y eficaz, sin riesgos.", ("seguro y eficaz", "sin riesgos")),
    ("es", "¿Es seguro porque es mío? Nadie lo garantiza.", ("garantiza",)),
    ("es", "Nadie lo sabe todavía.", ()),
)
