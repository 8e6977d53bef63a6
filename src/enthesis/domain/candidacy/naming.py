"""How people call what a policy decides: the rule's title and code, not the key alone."""

from collections.abc import Mapping

from enthesis.domain.candidacy.labs import ANALYTES
from enthesis.domain.candidacy.policy import CURRENT, LONGEST_OVERRIDE, SHARED
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.terms import Option

SHARED_NAMES: Mapping[str, str] = {
    CURRENT: "How old an answer or laboratory value may be",
    LONGEST_OVERRIDE: "How long an override may hold",
    **{f"{fact}.lowest": f"{one.name}: lowest that can be true" for fact, one in ANALYTES.items()},
    **{f"{fact}.highest": f"{one.name}: highest that can be true" for fact, one in ANALYTES.items()},
}


def number_name(key: str) -> str:
    """What a number decides, with its rule; the key itself where no rule has it any more."""
    if key in SHARED:
        return SHARED_NAMES[key]
    code, _, name = key.partition(".")
    return next((f"{_called(r.title, code)}: {_words(name)}" for r in rules() if r.code == code), key)


def action_name(code: str, option: Option) -> str:
    """Which rule applies to which option."""
    found = next((_called(rule.title, code) for rule in rules() if rule.code == code), code)
    return f"{found}, {option.label}"


def _called(title: str, code: str) -> str:
    return f"{title} ({code})"


def _words(name: str) -> str:
    return name.replace("_", " ")
