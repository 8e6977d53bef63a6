"""Everything recalled or proposed is listed once, at the file that declares it, with a question to answer."""

import ast
from collections import Counter, defaultdict
from dataclasses import replace
from importlib import import_module

import pytest

from enthesis.domain.outcomes.event_type import KINDS, EventType
from enthesis.domain.outcomes.instruments import ihot_12, nahs, visa_g
from enthesis.domain.pathway.concomitant import PROCEDURES, Concomitant
from enthesis.domain.pathway.counts import COUNTED, Counted
from enthesis.domain.pathway.surgery import COMPLICATIONS, DURING_SURGERY
from enthesis.domain.pathway.time_out import READ_ALOUD, Item
from enthesis.domain.review.catalogue import places, values
from enthesis.domain.review.content import digest_of
from enthesis.domain.terms import Wording, reviewable_in
from tests.support.source import PACKAGE, tree_of


def test_everything_recalled_or_proposed_asks_a_clinician_something() -> None:
    asks_nothing = [v for v in values() if "?" not in v.question and not v.question.startswith("Confirm ")]
    assert [f"{v.place} {v.path}: {v.question}" for v in asks_nothing] == []


def test_nobody_is_asked_how_a_unit_is_written() -> None:
    assert not [v.path for v in values() if v.place == "codes/ucum"]


@pytest.mark.parametrize(
    ("wording", "members"),
    [
        (KINDS, [kind.label for kind in EventType]),
        (PROCEDURES, [procedure.label for procedure in Concomitant]),
        (READ_ALOUD, [item.label for item in Item]),
        (COUNTED, [counted.label for counted in Counted]),
        (COMPLICATIONS, [kind.label for kind in DURING_SURGERY]),
        (ihot_12.INSTRUMENT.topics, [item.topic for item in ihot_12.INSTRUMENT.items]),
        (nahs.INSTRUMENT.topics, [item.topic for item in nahs.INSTRUMENT.items[14:]]),
    ],
    ids=["kinds of events", "procedures", "time-out", "counts", "complications", "iHOT-12", "NAHS"],
)
def test_who_confirms_a_list_confirms_each_member_of_it(wording: Wording, members: list[str]) -> None:
    assert wording.text.split("; ") == members
    for member in members:
        other = replace(wording, text=wording.text.replace(member, "Something else"))
        assert digest_of(other, other.note) != digest_of(wording, wording.note)


def test_every_topic_and_level_of_the_visa_g_is_confirmed() -> None:
    topics = visa_g.INSTRUMENT.topics
    fields = [field for item in visa_g.INSTRUMENT.items for field in item.fields]
    assert topics
    assert all(field.topic in topics.text for field in fields)
    assert all(choice.label in topics.text for field in fields for choice in field.choices)


def test_every_value_has_a_name_of_its_own() -> None:
    assert [key for key, times in Counter(v.key for v in values()).items() if times > 1] == []


def test_every_value_says_what_ships() -> None:
    assert [v.key for v in values() if not (v.ships.strip() and v.title.strip())] == []


def test_no_value_ships_what_its_class_says_of_itself() -> None:
    """A docstring is for who reads the code: under what ships it is nonsense."""
    files = sorted((PACKAGE / "domain").rglob("*.py"))
    classes = [node for file in files for node in ast.walk(tree_of(file)) if isinstance(node, ast.ClassDef)]
    lines = {
        line.strip().rstrip(".") for node in classes for line in (ast.get_docstring(node) or "").splitlines()
    }
    assert [v.key for v in values() if v.ships.rstrip(".") in lines - {""}] == []


def test_what_is_to_review_has_its_name_in_one_file() -> None:
    """So a value stands at the one file that declares it, whatever else imports it."""
    homes = defaultdict(set)
    for file in sorted((PACKAGE / "domain").rglob("*.py")):
        path = file.relative_to(PACKAGE.parent).with_suffix("")
        module = import_module(".".join(path.parts).removesuffix(".__init__"))
        for name in (name for node in tree_of(file).body for name in _assigned(node) if name.isupper()):
            if any(reviewable_in(getattr(module, name))):
                homes[id(getattr(module, name))].add(f"{module.__name__}.{name}")
    assert [names for names in homes.values() if len({n.rpartition(".")[0] for n in names}) > 1] == []


def test_the_list_holds_what_the_tagged_declarations_hold() -> None:
    """Read from the source: every call that names a recalled or proposed tag stands in a listed file."""
    listed = {place.name for place in places()}
    telling = {
        file.relative_to(PACKAGE / "domain").with_suffix("").as_posix()
        for file in sorted((PACKAGE / "domain").rglob("*.py"))
        if any(_declares_in_capitals(node) for node in tree_of(file).body)
    }
    assert telling - listed == set()


def _assigned(node: ast.stmt) -> set[str]:
    """The names a statement gives something to, several at once included."""
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return set()
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}


def _declares_in_capitals(node: ast.stmt) -> bool:
    """Whether a statement declares, in capitals, a part that is written as recalled or proposed."""
    names = {name for name in _assigned(node) if name.isupper() and name != "EXAMPLES"}
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    return bool(names) and value is not None and any(_is_open_tag(n) for n in ast.walk(value))


def _is_open_tag(node: ast.AST) -> bool:
    match node:
        case ast.keyword(arg="tag", value=ast.Constant(value="R" | "P")):
            return True
        case ast.keyword(arg="tag", value=ast.Attribute(attr="RECALLED" | "PROPOSED")):
            return True
    return False
