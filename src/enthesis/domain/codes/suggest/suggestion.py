"""A code that a fact suggests, what keeps a code from being suggested, and all of it for one hip."""

from dataclasses import dataclass

from enthesis.domain.codes.code import Code
from enthesis.domain.terms import Tag, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """`why` is the fact, and how far it may be trusted that the code is used for it.

    `modifiers` follow from the side; `to_weigh` are others that a person may add.
    """

    code: Code
    why: Wording
    modifiers: tuple[Code, ...] = ()
    to_weigh: tuple[Code, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """What must be checked before it is confirmed."""
        asked = (
            self.why.note if self.why.needs_review else "",
            self.code.note,
            *(code.note for code in self.to_weigh if code.needs_review),
        )
        return tuple(dict.fromkeys(question for question in asked if question))

    @property
    def tag(self) -> Tag:
        """The weaker of the two: that of the code, or of its use."""
        return max(self.code.tag, self.why.tag, key=lambda tag: (tag.needs_review, tag))


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """`asked` are the questions that hold a code back; `cautions` say which codes are not for this."""

    codes: tuple[Suggestion, ...] = ()
    asked: tuple[str, ...] = ()
    cautions: tuple[Wording, ...] = ()
