import json as text_json
from argparse import SUPPRESS
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from enthesis.actions.instruments import import_weights, import_wording
from enthesis.cli.call import OF_DJANGO
from enthesis.cli.clock import now, today
from enthesis.cli.instruments import TABLE, exported, lines, values, words_in
from enthesis.cli.site import check_is_there
from enthesis.cli.toml_file import read_toml
from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.official import Validation
from enthesis.domain.terms import Actor, Role
from enthesis.store.instruments import find_wording, list_weights, list_wordings, site_instruments
from enthesis.store.practice import only_practice_id
from enthesis.store.scope import Scope

STATED = ("agreement", "edition", "translator", "validation", "until")


class Command(BaseCommand):
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Lists the instruments, writes one as a FHIR Questionnaire (or a table), reads a holder's words from "
        "such a file, and the weights of a licensed site. Example: enthesis instrument export mhhs"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        listed = verbs.add_parser("list", help="what there is, and what this site may ask")
        listed.add_argument("--json", action="store_true", help="for machines")
        export = verbs.add_parser(
            "export", help="an instrument as a FHIR R4 Questionnaire that scores itself"
        )
        export.add_argument("id", help="of the instrument: see enthesis instrument list")
        export.add_argument("--language", default="en", choices=[code for code, _ in settings.LANGUAGES])
        export.add_argument(
            "--output", type=Path, help=f"the file; one that ends in {TABLE} is a table of words"
        )
        brought = verbs.add_parser("import", help="a holder's words, from a Questionnaire or a table")
        brought.add_argument("file", type=Path, help=f"a Questionnaire in JSON, or a table ({TABLE}, UTF-8)")
        brought.add_argument("--instrument", default="", help="its id, where the file does not say")
        brought.add_argument("--agreement", default="", help="the licence: holder, number or date")
        brought.add_argument("--edition", default="", help="what the holder calls this version of the words")
        brought.add_argument("--translator", default="", help="who translated them")
        brought.add_argument("--validation", default="", choices=["", *Validation], metavar="HOW",
                             help=f"one of {', '.join(Validation)}")  # fmt: skip
        brought.add_argument("--until", default="", help="the last day of the agreement, like 2027-12-31")
        brought.add_argument("--dry-run", action="store_true", help="compare, and take nothing")
        weights = verbs.add_parser("weights", help="the weights of a licensed site, from a file (TOML)")
        weights.add_argument("file", type=Path)
        for verb in (listed, export, brought, weights):
            verb.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")
            for hidden in OF_DJANGO - {"--version"}:
                verb.add_argument(hidden, help=SUPPRESS, default=SUPPRESS)

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        scope = _scope(verb)
        if scope is None:
            self._do(verb, None, options)
            return
        with site_instruments(scope):
            self._do(verb, scope, options)

    def _do(self, verb: str, scope: Scope | None, options: dict[str, Any]) -> None:
        match verb, scope:
            case "list", _:
                self._list(scope, json=options["json"])
            case "export", _:
                self._export(scope, options["id"], options["language"], options["output"])
            case "import", Scope():
                self._import(scope, options)
            case "weights", Scope():
                self._weights(scope, options["file"])

    def _list(self, scope: Scope | None, *, json: bool) -> None:
        wordings, weights = (list_wordings(scope), list_weights(scope)) if scope else ((), ())
        if json:
            told = list(values(wordings, weights, has_site=scope is not None, on=today()))
            self.stdout.write(text_json.dumps(told, indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(lines(wordings, weights, has_site=scope is not None, on=today())))

    def _export(self, scope: Scope | None, name: str, language: str, output: Path | None) -> None:
        kept = find_wording(scope, name, language) if scope else None
        is_table = output is not None and output.suffix.lower() == TABLE
        in_use = kept is not None and kept.official.version == load_instrument(name).version
        official = kept.official if kept and in_use else None
        text = exported(name, language=language, official=official, table=is_table)
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            with output.open("x", encoding="utf-8-sig" if is_table else "utf-8", newline="") as file:
                file.write(text)
        except FileExistsError:
            raise Invalid("output", f"{output} is there already.", "Name another file.") from None
        except OSError as problem:
            raise Invalid("output", f"{output} cannot be written: {problem.strerror}.") from None
        words = "the official wording" if official else "our own labels: fill in the holder's words"
        self.stdout.write(f"{output}: {name} in {language}, in {words}.")

    def _import(self, scope: Scope, options: dict[str, Any]) -> None:
        stated = {name: options[name] for name in STATED}
        languages = [code for code, _ in settings.LANGUAGES]
        found = words_in(options["file"], options["instrument"], stated, languages=languages, on=today())
        for one in found:
            self.stdout.write(f"{one.instrument} in {one.told}: every item fits.")
        if options["dry_run"]:
            self.stdout.write("Nothing was taken: this was a dry run.")
            return
        import_wording(scope, found, at=now())
        self.stdout.write("Forms that are opened from now on are asked in these words; others keep theirs.")

    def _weights(self, scope: Scope, file: Path) -> None:
        told = dict(read_toml(file).told)
        import_weights(scope, told, at=now())
        self.stdout.write(
            f"{told['instrument']} is scored by these weights from now on. To ask it, import its wording, "
            "and name it in [follow_up.protocol] of the practice file."
        )


def _scope(verb: str) -> Scope | None:
    """The practice; None where there is no site and none is needed: what ships is listed and exported."""
    if verb in ("list", "export") and not settings.DATA.is_dir():
        return None
    check_is_there()
    return Scope(practice=only_practice_id(), actor=Actor(role=Role.SYSTEM, name="Operator"))
