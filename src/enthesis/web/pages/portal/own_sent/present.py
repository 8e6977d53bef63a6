from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    """A form as it was sent: each question with its answer, and the score or why there is none."""

    title: str
    when: str
    answers: tuple[tuple[str, str], ...]
    scores: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentHip:
    title: str
    forms: tuple[SentForm, ...]
    told: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPage:
    hips: tuple[SentHip, ...]
    messages: tuple[tuple[str, str, str], ...]
