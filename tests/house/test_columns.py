"""Every stored column is classified, and contact details stand in six tables only."""

from collections.abc import Mapping

from django.apps import apps

from enthesis.store.classification import FOREIGN, TABLES, Column, Sensitivity

HOLD_CONTACT = {
    "contact",
    "request",
    "insurance",
    "operations_list",
    "listed_operation",
    "listed_operation_version",
}
TELLS_WHO = {
    "given",
    "family",
    "birth_date",
    "phone",
    "telephone",
    "email",
    "address",
    "street",
    "ssn",
    "mrn",
}
ABOUT_STAFF = {"person"}


def stored() -> dict[str, set[str]]:
    """The columns of our own tables, as Django sees them."""
    own = apps.get_app_config("store").get_models(include_auto_created=True)
    return {m._meta.db_table: {str(f.column) for f in m._meta.local_concrete_fields} for m in own}


def misfits(stored: Mapping[str, set[str]], classified: Mapping[str, Mapping[str, Column]]) -> list[str]:
    """Columns that are not classified, and classifications of columns that are gone."""
    names = {(t, c) for t, columns in stored.items() for c in columns}
    known = {(t, c) for t, columns in classified.items() for c in columns}
    return [f"unclassified: {t}.{c}" for t, c in sorted(names - known)] + [
        f"gone: {t}.{c}" for t, c in sorted(known - names)
    ]


def strayed_contact(classified: Mapping[str, Mapping[str, Column]]) -> list[str]:
    """Contact details outside their tables, by class or by the look of the name."""
    return [
        f"{table}.{name}"
        for table, columns in classified.items()
        for name, column in columns.items()
        if table not in HOLD_CONTACT
        and (column.sensitivity is Sensitivity.CONTACT or (name in TELLS_WHO and table not in ABOUT_STAFF))
    ]


def test_every_column_is_classified_and_no_classification_is_stale() -> None:
    assert misfits(stored(), TABLES) == []


def test_every_column_says_what_it_means() -> None:
    assert [n for columns in TABLES.values() for n, c in columns.items() if not c.meaning.endswith(".")] == []


def test_every_table_of_others_is_listed() -> None:
    others = {m._meta.db_table for m in apps.get_models(include_auto_created=True)} - stored().keys()
    assert others == FOREIGN.keys()


def test_contact_details_stand_in_five_tables_only() -> None:
    assert strayed_contact(TABLES) == []


def test_the_guards_see_it() -> None:
    column = Column(Sensitivity.CLINICAL, "Something.")
    assert misfits({"hip": {"side", "new"}}, {"hip": {"side": column, "old": column}}) == [
        "unclassified: hip.new",
        "gone: hip.old",
    ]
    assert strayed_contact({"entry": {"body": Column(Sensitivity.CONTACT, "A name.")}}) == ["entry.body"]
    assert strayed_contact({"entry": {"birth_date": column}}) == ["entry.birth_date"]
