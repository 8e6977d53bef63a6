from argparse import FileType
from hashlib import file_digest
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enthesis.cli.call import OF_DJANGO
from enthesis.cli.site import check_is_there
from enthesis.store.documents import Provenance, find_provenance


class Command(BaseCommand):
    requires_system_checks = ()
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Says whether a PDF is one this site made, and who signed what it tells. "
        "Example: enthesis verify report.pdf --data data"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=FileType("rb"), help="the PDF; - reads it from standard input")
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")

    def handle(self, *args: Any, **options: Any) -> None:
        check_is_there()
        digest = file_digest(options["file"], "sha256").hexdigest()
        found = find_provenance(digest)
        if not found:
            raise CommandError(
                f"This site made no file with the hash {digest}: it is another one, or was changed since."
            )
        for one in found:
            self.stdout.write(_told(one))
        if any(one.stands is False for one in found):
            raise CommandError("The record no longer is what was signed: see enthesis audit verify.")


def _told(one: Provenance) -> str:
    document = one.document
    made = f"{document.kind.label}, made on {document.at:%Y-%m-%d %H:%M} UTC by {document.by_name}"
    made += f" of version {document.version} of case {document.case}."
    if one.signature is None:
        return f"{made} Nobody signed it in the record."
    signed = f"{made} It tells what {one.signature.name} signed on {one.signature.at:%Y-%m-%d %H:%M} UTC"
    return f"{signed} (SHA-256 {one.signature.digest})." + (
        " The record still says so." if one.stands else ""
    )
