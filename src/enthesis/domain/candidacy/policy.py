"""The site's own numbers and actions, versioned. Where a site says nothing, the shipped value holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Option, Sourced, Tag, is_number
from enthesis.domain.verdict import Verdict

ACTIONS = (Verdict.INFO, Verdict.WARN, Verdict.BLOCK)

CURRENT = "facts.current"
LONGEST_OVERRIDE = "override.longest"

# Numbers that several rules share; their keys stand beside the rules' own ("PLT-2.below").
SHARED: Mapping[str, Sourced] = {
    CURRENT: Sourced(30, "d", tag="P", note="How old may an answer or a laboratory value be?"),
    LONGEST_OVERRIDE: Sourced(90, "d", tag="P", note="For how long may an override hold at most?"),
    "platelets.lowest": Sourced(
        1, "10*9/L", tag="P", note="Is every count below this a slip? It is asked again."
    ),
    "platelets.highest": Sourced(
        2000, "10*9/L", tag="P", note="Is every count above this a slip? It is asked again."
    ),
    "haemoglobin.lowest": Sourced(
        3, "g/dL", tag="P", note="Is every haemoglobin below this a slip? It is asked again."
    ),
    "haemoglobin.highest": Sourced(
        25, "g/dL", tag="P", note="Is every haemoglobin above this a slip? It is asked again."
    ),
    "inr.lowest": Sourced("0.5", "{INR}", tag="P", note="Is every INR below this a slip? It is asked again."),
    "inr.highest": Sourced(20, "{INR}", tag="P", note="Is every INR above this a slip? It is asked again."),
    "hba1c.lowest": Sourced(3, "%", tag="P", note="Is every HbA1c below this a slip? It is asked again."),
    "hba1c.highest": Sourced(20, "%", tag="P", note="Is every HbA1c above this a slip? It is asked again."),
}

# What no policy may go beyond.
HIGHEST: Mapping[str, Sourced] = {
    CURRENT: Sourced(365, "d", tag="P", note="May an answer ever be used for longer than a year?"),
    LONGEST_OVERRIDE: Sourced(365, "d", tag="P", note="May an override ever hold for longer than a year?"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyValue:
    """A number the site decided on: `key` names the limit, `unit` must be the shipped one."""

    key: str
    value: Decimal
    unit: str
    decided_by: str
    decided_on: date

    def __post_init__(self) -> None:
        _check_decided(self.key, self.decided_by)
        if not is_number(self.value) or self.value < 0:
            raise Invalid(
                self.key, f"The limit {self.key} cannot be {self.value}.", "Enter a number, 0 or more."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAction:
    """What the site does when a rule applies to an option: Info, Warn or Block."""

    rule: str
    option: Option
    verdict: Verdict
    decided_by: str
    decided_on: date

    def __post_init__(self) -> None:
        _check_decided(self.rule, self.decided_by)
        if self.verdict not in ACTIONS:
            raise Invalid(
                self.rule,
                f"Rule {self.rule} cannot be set to {self.verdict.word}: what applies is never silent.",
                "Choose Info, Warn or Block.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A version of the site's decisions. Never edited: a change is a new version.

    Raises `Invalid` for one without a version, and when the same number or action is given twice.
    """

    version: str
    values: tuple[PolicyValue, ...] = ()
    actions: tuple[PolicyAction, ...] = ()

    def __post_init__(self) -> None:
        if not self.version.strip():
            raise Invalid("version", "The policy has no version.", "Name one, and a new one at each change.")
        keys = [v.key for v in self.values] + [f"{a.rule} for {a.option}" for a in self.actions]
        for key in keys:
            if keys.count(key) > 1:
                raise Invalid(key, f"Policy {self.version} decides {key} twice.", "Keep one of the two.")

    def limit(self, key: str, shipped: Sourced) -> Sourced:
        """The site's number for this key, else the shipped one.

        Raises `Invalid` when the site's number is in another unit: it is never converted by guess.
        """
        mine = self.decided(key)
        if mine is None:
            return shipped
        if mine.unit != shipped.unit:
            raise Invalid(key, f"The limit {key} is in {mine.unit}.", f"Give it in {shipped.unit}.")
        return Sourced(
            mine.value, shipped.unit, tag=Tag.PROPOSED, source=f"policy {self.version}", note=shipped.note
        )

    def decided(self, key: str) -> PolicyValue | None:
        """What the site decided on this number; None where the shipped one holds."""
        return next((v for v in self.values if v.key == key), None)

    def for_what_always_blocks(self) -> "Policy":
        """The same decisions, but facts are current no longer than shipped: nothing softens such a rule."""
        longest = SHARED[CURRENT].value
        kept = tuple(v for v in self.values if v.key != CURRENT or v.value <= longest)
        return replace(self, values=kept)

    def shared(self, key: str) -> Sourced:
        """A number that several rules share, by its key in `SHARED`."""
        return self.limit(key, SHARED[key])

    def action(self, rule: str, option: Option, shipped: Verdict) -> Verdict:
        """What the site does when this rule applies, else the shipped verdict."""
        return next((a.verdict for a in self.actions if (a.rule, a.option) == (rule, option)), shipped)


SHIPPED = Policy(version="shipped-1")


def _check_decided(code: str, by: str) -> None:
    if not by.strip():
        raise Invalid(code, f"It is not said who decided on {code}.", "Name who decided.")
