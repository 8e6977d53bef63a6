"""How every rule on an allergy judges it: it matters where the substance is planned, and only there."""

from enthesis.domain.candidacy.facts import Facts, Told
from enthesis.domain.candidacy.heard import Heard, both, hear
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option
from enthesis.domain.verdict import Finding


def judge_allergy(
    rule: Rule,
    substance: str,
    allergy: str,
    facts: Facts,
    option: Option,
    policy: Policy,
    *,
    always: tuple[Option, ...] = (),
) -> Finding:
    """The rule applies to an allergy to what is planned; for options in `always`, to the allergy alone.

    `substance` begins the names of the two facts, `allergy` is how the allergy is called in a sentence.
    """
    known = hear(
        _told(facts, f"{substance}_allergy"),
        facts,
        policy,
        what=f"whether there is an {allergy}",
        about=f"an {allergy}",
    )
    yes, no = f"There is an {allergy}.", f"There is no {allergy}."
    if option in always:
        return rule.find(option, policy, known, yes=yes, no=no)
    planned = hear(
        _told(facts, f"{substance}_planned"),
        facts,
        policy,
        what=f"whether {substance} is planned",
        about=f"planned {substance}",
    )
    heard = both(known, planned)
    if known.yes and planned.yes is None:
        heard = Heard(yes=None, doubt=f"{yes} {heard.doubt}")
    return rule.find(
        option,
        policy,
        heard,
        yes=f"{yes} {substance.capitalize()} is planned or used.",
        no=f"No {substance} is planned or used." if planned.is_no else no,
    )


def _told(facts: Facts, name: str) -> Told | None:
    found = getattr(facts, name)
    return found if isinstance(found, Told) else None
