"""The candidacy rules: every number, where it is from, what happens for each option."""

from enthesis.cli.reference.markdown import TRUST, cite, code, number, table
from enthesis.domain.candidacy.policy import SHARED
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.terms import Option, Sourced

TITLE = "Candidacy rules"
SUMMARY = (
    "Who may safely have what added to a repair. A rule says Clear, Info, Ask, Warn or Block of each "
    "option; the worst wins, every finding is kept, and what is not known is asked, never cleared. A "
    "practice changes a number by its policy key, without code. No rule says that a product works."
)


def body() -> str:
    overview = table(
        ("Rule", "", *(o.label for o in Option)),
        [(_link(rule), rule.title, *(_verdict(rule, o) for o in Option)) for rule in rules()],
    )
    shared = "## Numbers that several rules share\n\n" + _numbers(dict(SHARED))
    return "\n".join((overview, *(_rule(rule) for rule in rules()), shared))


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
        ("Source", f"{cite(rule.source)} ({TRUST[rule.tag]})"),
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


def _numbers(limits: dict[str, Sourced]) -> str:
    return table(
        ("Policy key", "Shipped value", "Trust", "Source", "To confirm"),
        [(code(key), number(x), TRUST[x.tag], cite(x.source), x.note) for key, x in limits.items()],
    )
