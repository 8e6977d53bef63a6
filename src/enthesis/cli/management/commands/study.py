import json as text_json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli.call import OF_DJANGO
from enthesis.cli.clock import now
from enthesis.cli.demo.progress import Progress
from enthesis.domain.errors import NotFound
from enthesis.evidence.catalogue import load_study, studies
from enthesis.evidence.protocol import Protocol
from enthesis.evidence.report.plain import protocol_in_words


class Command(BaseCommand):
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Lists the studies, says one in plain words, or runs one on a snapshot and writes its report. "
        "Example: enthesis study run isolated-endoscopic-two-year --snapshot snapshot --out report"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", metavar="list | check | run", required=True)
        listing = verbs.add_parser("list", help="the studies there are")
        listing.add_argument("--json", action="store_true", help="for machines")
        _slug(verbs.add_parser("check", help="whom a study counts, what it measures, what it needs"))
        run = verbs.add_parser("run", help="write a folder with report, results, tables and figures")
        _slug(run)
        run.add_argument("--snapshot", type=Path, required=True, help="the folder of a snapshot")
        run.add_argument(
            "--out", type=Path, required=True, help="the folder to write, which is not there yet"
        )

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        match verb:
            case "list":
                self._list(as_json=options["json"])
            case "check":
                self.stdout.write("\n".join(_lines(load_study(options["slug"]))))
            case "run":
                self._run(load_study(options["slug"]), options["snapshot"], options["out"])

    def _list(self, *, as_json: bool) -> None:
        found = [_as_value(protocol) for protocol in studies().values()]
        if as_json:
            self.stdout.write(text_json.dumps(found, indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(f"{one['slug']}  {one['title']}" for one in found))

    def _run(self, protocol: Protocol, snapshot: Path, out: Path) -> None:
        try:
            from enthesis.evidence.run import REPORT, run_study
            from enthesis.evidence.snapshot import open_snapshot
        except ImportError as problem:
            raise NotFound(
                "evidence",
                f"Studies need a library that is not installed: {problem.name}.",
                "Install the extra evidence of this package.",
            ) from None
        say = Progress(sys.stderr) if sys.stderr.isatty() else None
        try:
            if say is not None:
                say("Checking the snapshot")
            opened = open_snapshot(snapshot)
            flow = run_study(protocol, opened, out, at=now(), told=say or _silent).flow
        finally:
            if say is not None:
                say.end()
        self.stdout.write(
            f"{flow.analysed} of {flow.eligible} eligible hips analysed, of {flow.total} in all."
        )
        if not flow.analysed:
            self.stdout.write("No hip is left to analyse; the report says why.")
        self.stdout.write(f"Read it: {out / REPORT}")


def _slug(parser: ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG", help="the study’s name, as enthesis study list tells it")


def _silent(_step: str) -> None:
    """No terminal: nobody watches."""


def _as_value(protocol: Protocol) -> dict[str, object]:
    study = protocol.study
    return {
        "slug": study.slug,
        "version": study.version,
        "title": study.title,
        "question": study.question,
        "design": study.design,
        "level": study.level,
        "after": study.after,
        "protocol_sha256": protocol.digest,
    }


def _lines(protocol: Protocol) -> Iterator[str]:
    yield f"{protocol.study.slug}, version {protocol.study.version}: {protocol.study.title}"
    for part in protocol_in_words(protocol):
        yield f"\n{part.title}"
        for place, line in enumerate(part.lines, 1):
            yield f"  {f'{place}. ' if part.in_order else ''}{line}"
    yield f"\nProtocol, SHA-256: {protocol.digest}"
