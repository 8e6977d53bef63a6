"""A clinical number says where it is from, and what it names is on the list of sources."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from enthesis.domain.information.catalogue import claims
from enthesis.domain.sources import SOURCES, cited_in
from tests.support.bare_numbers import bare_numbers
from tests.support.source import PACKAGE, modules, name_of, tree_of

DOMAIN = PACKAGE / "domain"
RULES = sorted((DOMAIN / "candidacy" / "rules").glob("*.py"))
CLASSIFICATIONS = sorted((DOMAIN / "examination" / "classifications").glob("*.py"))
PRODUCTS = [
    file
    for room in ("products", "classifications", "grafts")
    for file in sorted((DOMAIN / "biologics" / room).glob("*.py"))
]
TABLES = [
    DOMAIN / name
    for name in (
        "biologics/reference_values.py",
        "biologics/spin_protocols.py",
        "candidacy/policy.py",
        "outcomes/schedule.py",
        "pathway/rehabilitation.py",
    )
]
# Code that decides on clinical numbers, and what it may name that is none: lengths of text, factors of units.
ROOMS = [
    *(
        file
        for file in sorted((DOMAIN / "biologics").glob("*.py"))
        if file.name not in ("examples.py", "quantities.py") and file not in TABLES
    ),
    DOMAIN / "pathway" / "plan.py",
    DOMAIN / "pathway" / "indications.py",
    DOMAIN / "examination" / "tear.py",
]
NOT_CLINICAL = frozenset(
    {
        "THOUSAND",
        "WHOLE",
        "RANDOM_BYTES",
        "GROUP",
        "LONGEST_TEXT",
        "LONGEST_NUMBER",
        "LONGEST_TYPED",
        "MOST_DOCUMENTS",
    }
)
INSTRUMENTS = sorted((DOMAIN / "outcomes" / "instruments").glob("*.py"))
# The tag and source of an instrument speak for its items' points, those of a table for the table; `low` and
# `high` are checked against them.
POINTS = {"calls": frozenset({"Choice", "Range", "Lookup"}), "keywords": frozenset({"low", "high"})}
# Another spelling of a unit has a factor that is so by definition.
UNITS = {"calls": frozenset[str](), "keywords": frozenset({"also"})}
# A claim names the day it was reviewed, and says each number by a function that asks for its source.
READ = {
    "calls": frozenset({"date", "read", "patients", "hips", "studies", "percent", "score"}),
    "keywords": frozenset[str](),
}
NAMES_AND_YEARS = re.compile(r"SF-12|iHOT-12|\b20\d\d\b")
TOPICS = sorted((DOMAIN / "information" / "topics").glob("*.py"))
# A threshold's cohort names its source beside its number of hips.
COHORTS = {"calls": frozenset({"_Cohort"}), "keywords": frozenset[str]()}


@pytest.mark.parametrize("file", [*RULES, *CLASSIFICATIONS, *PRODUCTS, *TABLES], ids=name_of)
def test_no_bare_number_in_a_declaration(file: Path) -> None:
    assert bare_numbers(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", ROOMS, ids=name_of)
def test_no_bare_number_where_products_plans_and_tears_are_decided_on(file: Path) -> None:
    assert bare_numbers(file.read_text(encoding="utf-8"), names=NOT_CLINICAL) == []


@pytest.mark.parametrize("file", INSTRUMENTS, ids=name_of)
def test_an_instrument_holds_only_points_and_sourced_numbers(file: Path) -> None:
    assert bare_numbers(file.read_text(encoding="utf-8"), **POINTS) == []


def test_a_quantity_holds_only_unit_factors_and_sourced_numbers() -> None:
    text = (DOMAIN / "biologics" / "quantities.py").read_text(encoding="utf-8")
    assert bare_numbers(text, **UNITS) == []


def test_thresholds_name_their_source() -> None:
    text = (DOMAIN / "outcomes" / "thresholds.py").read_text(encoding="utf-8")
    assert bare_numbers(text, **COHORTS) == []


@pytest.mark.parametrize("file", TOPICS, ids=name_of)
def test_a_claim_to_patients_holds_only_a_day_of_review_and_sourced_numbers(file: Path) -> None:
    assert bare_numbers(file.read_text(encoding="utf-8"), **READ) == []


def test_the_words_of_a_claim_hold_no_number_of_their_own() -> None:
    assert not [c.id for c in claims().values() if re.search(r"\d", NAMES_AND_YEARS.sub("", c.text))]


@pytest.mark.parametrize(
    "line",
    [
        "if lab.value < 50: pass",
        "LIMIT = Decimal('50')",
        "limit = float('1e2')",
        "x = -7",
        "hours = timedelta(hours=48)",
        "RULE = Rule(row=7, limit=50)",
        "def judge(facts, option, policy, limit=30): ...",
        "LIMITS = (50,)\nRULE = Rule(limits=LIMITS)\nEXAMPLES = (LIMITS,)",
        "PRODUCT = ProductKind(limits=(TimeLimit(limit=240),))",
        "SCHEME = Scheme(low=25)",
        "def _day(value): return value\nX = _day(14)",
        "def _late(day): return day > 365\nEXAMPLES = (_late(1),)\nX = _late(2)",
        "def late(day): return day > 365\nEXAMPLES = (late(1),)",
        "LONGEST = 40\nLATEST = 365",
    ],
)
def test_the_guard_sees_a_bare_number(line: str) -> None:
    assert bare_numbers(line)


@pytest.mark.parametrize(
    "line",
    [
        "LIMIT = Sourced(50, '10*9/L', tag='R')",
        "RULE = Rule(row=7, version=3)",
        "n = 0",
        "EXAMPLES = (facts(88),)",
        "BEST = {'pain': 44}\nWORST = {**BEST, 'limp': 11}\nEXAMPLES = (BEST, WORST)",
        "def _day(value): return Sourced(value, 'd', tag='P')\nX = _day(14)",
        "x = days[2]",
        "def _hip(days): return facts(40, days)\nEXAMPLES = (_hip(3),)",
    ],
)
def test_the_guard_lets_a_sourced_number_pass(line: str) -> None:
    assert not bare_numbers(line)


def test_the_guard_sees_an_instrument_s_bare_factor() -> None:
    assert bare_numbers("INSTRUMENT = Instrument(formula=SumTimes(1.1), low=0, high=91)", **POINTS)


def test_every_cited_source_is_listed_and_every_listed_one_is_cited() -> None:
    own = DOMAIN / "sources.py"
    read = (file for file in modules("domain", "evidence") if file != own)
    cited = {name for file in read for name in _cited_in_strings(tree_of(file))}
    assert cited - SOURCES.keys() == set(), "Add these to domain/sources.py."
    assert SOURCES.keys() - cited == set(), "Nothing cites these: remove them from domain/sources.py."


def test_a_citation_is_found_in_a_sentence() -> None:
    assert cited_in("S0, S105b; window recalled; PASS and USB2 are none") == ("S0", "S105b")


def _cited_in_strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from cited_in(node.value)
