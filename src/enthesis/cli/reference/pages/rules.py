"""The candidacy rules: every number, where it is from, what happens for each option."""

from collections.abc import Iterable

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.candidacy.labs import ANALYTES, Analyte
from enthesis.domain.candidacy.policy import SHARED
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.numbers import in_words, unit
from enthesis.domain.sources import cited_in
from enthesis.domain.terms import Option, Sourced

TITLE = "Candidacy rules"
SUMMARY = (
    "Who may safely have what added to a repair. A rule says Clear, Info, Ask, Warn or Block of each "
    "option; the worst wins, every finding is kept, and what is not known is asked, never cleared. The table "
    "tells what a rule says when it applies: Ask leaves the decision to each surgery, and – means that the "
    "rule does not speak of the option. What is out of date keeps a bad verdict and is asked again. A "
    "practice changes a number by its policy key, without code. No rule says that a product works."
)
BESIDE_THE_TABLE = 1000  # rules without a row of the published table come last


def body() -> str:
    used = sorted(rules(), key=lambda rule: (rule.row or BESIDE_THE_TABLE, rule.code))
    overview = table(
        ("Rule", "", *(o.label for o in Option)),
        [(_link(rule), rule.title, *(_verdict(rule, o) for o in Option)) for rule in used],
    )
    shared = "## Numbers that several rules share\n\n" + _numbers(dict(SHARED))
    return "\n".join((overview, *map(_rule, used), _laboratory(), shared))


def _laboratory() -> str:
    """Which units of each value are read; every other is asked."""
    rows = [
        (one.name, _units(one.factors), _units(one.also_printed), _plausible(one))
        for one in ANALYTES.values()
    ]
    head = (
        "## Laboratory values\n\nA value in a unit that is not read, or outside what is plausible, is "
        "asked. It is never converted by guess.\n\n"
    )
    return head + table(("Value", "Read in", "Not read", "Plausible"), rows)


def _units(units: Iterable[str]) -> str:
    return ", ".join(unit(one) or "no unit" for one in units)


def _plausible(one: Analyte) -> str:
    lowest, highest = (SHARED[f"{one.fact}.{end}"] for end in ("lowest", "highest"))
    return f"{in_words(lowest)} to {in_words(highest)}"


def _link(rule: Rule) -> str:
    return f"[{rule.code}](#{rule.code.lower()})"


def _verdict(rule: Rule, option: Option) -> str:
    verdict = rule.verdicts.get(option)
    return "–" if verdict is None else verdict.word


def _rule(rule: Rule) -> str:
    facts = (
        ("Title", rule.title),
        ("Asks", rule.question),
        ("Reads", ", ".join(code(name) for name in rule.reads)),
        ("Source", _source(rule)),
        ("Override", "a surgeon, with reason and signature" if rule.overridable else "nobody"),
        ("To confirm", rule.note),
        ("Version", str(rule.version)),
    )
    limits = {f"{rule.code}.{name}": limit for name, limit in rule.limits.items()}
    return (
        f"## {rule.code}\n\n"
        + table(("", ""), [(name, text) for name, text in facts if text])
        + (f"\n{_numbers(limits)}" if limits else "")
    )


def _source(rule: Rule) -> str:
    """Where the rule is from and how far to trust it; one that was only recalled names no source."""
    trust = TRUST[rule.tag]
    return f"{cite(rule.source)} ({trust})" if cited_in(rule.source) else trust


def _numbers(limits: dict[str, Sourced]) -> str:
    return table(
        ("Policy key", "Shipped value", "Trust", "Source", "To confirm"),
        [(code(key), in_words(x), TRUST[x.tag], cite(x.source), x.note) for key, x in limits.items()],
    )
