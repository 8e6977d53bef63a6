"""Words of the practice file in another language: its pages are read in more than one."""

from dataclasses import dataclass

from enthesis.domain.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`text` stands elsewhere in the file; `says` is the same in that language."""

    text: str
    language: str
    says: str

    def __post_init__(self) -> None:
        for name in ("text", "language", "says"):
            if not str(getattr(self, name)).strip():
                raise Invalid(name, f"A translation has no {name}.")
