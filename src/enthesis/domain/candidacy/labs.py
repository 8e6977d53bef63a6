"""How every rule on a laboratory value reads it; the rules differ in their limit and in what they do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from enthesis.domain.candidacy.facts import Facts, Lab
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import outdated, written
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.numbers import plain, with_unit
from enthesis.domain.terms import Option
from enthesis.domain.verdict import Finding

SAME = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyte:
    """What a laboratory measures.

    `name` begins a sentence, `noun` ends one; `factors` are the units that are read, each with its exact
    factor to `unit`; `also_printed` are units that reports use and that are asked, never converted;
    `misprints` names for some the unit that may be meant. What is outside `lowest` to `highest` of the
    policy, under the key `fact`, is taken for a slip.
    """

    fact: str
    name: str
    verb: str
    noun: str
    unit: str
    factors: Mapping[str, Decimal]
    also_printed: tuple[str, ...] = ()
    misprints: Mapping[str, str] = field(default_factory=dict)

    @property
    def offered(self) -> tuple[str, ...]:
        """Every unit a form may offer, those that are read first."""
        return (*self.factors, *self.also_printed)


ANALYTES: Mapping[str, Analyte] = {
    analyte.fact: analyte
    for analyte in (
        Analyte(
            fact="platelets",
            name="Platelets",
            verb="are",
            noun="The platelet count",
            unit="10*9/L",
            factors={"10*9/L": SAME, "10*3/uL": SAME},
            also_printed=("10*3/mL", "/uL", "10*5/uL"),
            misprints={"/uL": "10*3/uL"},
        ),
        Analyte(
            fact="haemoglobin",
            name="Haemoglobin",
            verb="is",
            noun="The haemoglobin",
            unit="g/dL",
            factors={"g/dL": SAME, "g/L": Decimal("0.1")},
            also_printed=("mmol/L",),
        ),
        Analyte(
            fact="inr",
            name="INR",
            verb="is",
            noun="The INR",
            unit="{INR}",
            factors={"{INR}": SAME, "1": SAME},
            also_printed=("%",),
        ),
        Analyte(
            fact="hba1c",
            name="HbA1c",
            verb="is",
            noun="The HbA1c",
            unit="%",
            factors={"%": SAME},
            also_printed=("mmol/mol",),
        ),
    )
}


def judge_lab(rule: Rule, fact: str, facts: Facts, option: Option, policy: Policy) -> Finding:
    """The rule applies beyond its one limit, `below` or `above`, not at it.

    A value in another unit, or one that cannot be true, is asked; nothing is converted by guess.
    """
    analyte, lab = ANALYTES[fact], _of(facts, fact)
    if lab is None:
        return rule.ask(option, policy, f"{analyte.name} {analyte.verb} not known.")
    if problem := lab_problem(analyte, lab, policy):
        return rule.ask(option, policy, problem)
    value, (side,) = lab.value * analyte.factors[lab.unit], rule.limits
    limit = rule.limit(side, policy).value
    applies = value < limit if side == "below" else value > limit
    return rule.conclude(
        option,
        policy,
        applies=applies,
        sentence=f"{_shown(analyte, lab)} {analyte.verb} {'' if applies else 'not '}{side} {plain(limit)}.",
        outdated=outdated(analyte.noun, lab.at, facts.at, policy),
    )


def lab_problem(analyte: Analyte, lab: Lab, policy: Policy) -> str:
    """Why a laboratory value cannot be used; empty when it can. Nothing is converted by guess."""
    meant = _perhaps_meant(analyte, lab, policy)
    if lab.unit not in analyte.factors:
        unit = with_unit(lab.value, lab.unit) if lab.unit else f"{plain(lab.value)} without a unit"
        return f"{analyte.name} {unit}: this unit is not read here.{meant}"
    if _is_plausible(analyte, lab.value, lab.unit, policy):
        return ""
    lowest, highest = _plausible(analyte, policy)
    plausible = f"{plain(lowest)} to {with_unit(highest, analyte.unit)}"
    return f"{_shown(analyte, lab)} {analyte.verb} outside {plausible}: perhaps a slip.{meant}"


def _perhaps_meant(analyte: Analyte, lab: Lab, policy: Policy) -> str:
    """The same number in a unit in which it could be true, as a question; empty where there is none."""
    others = analyte.factors if lab.unit in analyte.factors else (analyte.misprints.get(lab.unit, ""),)
    for unit in others:
        if unit in analyte.factors and _is_plausible(analyte, lab.value, unit, policy):
            return "" if unit == lab.unit else f" Is it {with_unit(lab.value, unit)}?"
    return ""


def _is_plausible(analyte: Analyte, value: Decimal, unit: str, policy: Policy) -> bool:
    lowest, highest = _plausible(analyte, policy)
    return lowest <= value * analyte.factors[unit] <= highest


def _plausible(analyte: Analyte, policy: Policy) -> tuple[Decimal, Decimal]:
    """What can be true, from the lowest to the highest, in the unit that is judged."""
    lowest, highest = (policy.shared(f"{analyte.fact}.{end}").value for end in ("lowest", "highest"))
    return lowest, highest


def _of(facts: Facts, fact: str) -> Lab | None:
    found = getattr(facts, fact)
    return found if isinstance(found, Lab) else None


def _shown(analyte: Analyte, lab: Lab) -> str:
    """The value as printed, and converted where the unit is another."""
    factor = analyte.factors[lab.unit]
    same = "" if factor == SAME else f" ({with_unit(lab.value * factor, analyte.unit)})"
    return f"{analyte.name} {written(lab)}{same}"
