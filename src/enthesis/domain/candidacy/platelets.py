"""How every rule on the platelet count reads it; the rules differ in their limit and in what they do."""

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import outdated, plain, platelet_problem, written
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.terms import Option
from enthesis.domain.verdict import Finding


def judge_below(rule: Rule, facts: Facts, option: Option, policy: Policy) -> Finding:
    """The rule applies below its limit `below`, not at it.

    A count in another unit, or one that cannot be true, is asked; nothing is converted by guess.
    """
    lab = facts.platelets
    if lab is None:
        return rule.ask(option, policy, "Platelets are not known.")
    if problem := platelet_problem(lab, policy):
        return rule.ask(option, policy, problem)
    limit = rule.limit("below", policy).value
    low = lab.value < limit
    return rule.conclude(
        option,
        policy,
        applies=low,
        sentence=f"Platelets {written(lab)} are {'below' if low else 'not below'} {plain(limit)}.",
        outdated=outdated("The platelet count", lab.at, facts.at, policy),
    )
