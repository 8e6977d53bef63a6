"""A paper as PDF: tagged for screen readers (PDF/UA-1), fonts embedded, the same bytes for the same paper."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from enthesis.delivery.documents.paper import Paper
from enthesis.domain.errors import NotAllowed

if TYPE_CHECKING:
    from typst import Compiler

TEMPLATE = Path(__file__).with_name("paper.typ")
MISSING = NotAllowed(
    "no-typesetter",
    "This site cannot make PDF documents: the extra “documents” is not installed.",
    "Ask whoever runs it to install enthesis[documents].",
)


def typeset(paper: Paper) -> bytes:
    """The paper as a PDF file. Raises NotAllowed where the extra `documents` is not installed."""
    told = msgspec.json.encode(paper).decode()
    made = _compiler().compile(sys_inputs={"paper": told}, format="pdf", pdf_standards=["ua-1"], timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError("The typesetter gave no single file.")
    return made


@lru_cache(maxsize=1)
def _compiler() -> "Compiler":
    try:
        from typst import Compiler
    except ImportError:
        raise MISSING from None
    return Compiler(input=TEMPLATE, root=TEMPLATE.parent, ignore_system_fonts=True)
