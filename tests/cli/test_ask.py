"""Doors as another program calls them: another process, its exit code, what it wrote where."""

import json
import os
import pty
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from enthesis.cli.call import doors
from enthesis.cli.reference.pages import commands
from enthesis.interop import asking
from enthesis.interop.door import Chapter, load_door, load_doors
from tests.cli.conftest import Run, command, environment
from tests.support.doors import holds

Asked = subprocess.CompletedProcess[bytes]
Ask = Callable[..., Asked]

CHAPTERS = load_doors()
SHEET = b'{"answers": {"1": 30, "2": 8, "3": 11, "4": 8, "5": 2, "6": 4, "7": 5, "8": 1}}'
SCORED = {"score": 75.9, "answered": 8, "imputed": [], "reason": None}


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Runs a door to its end, in an empty folder; gives what it wrote and its exit code."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def ask(*words: object, sent: bytes = b"") -> Asked:
        done = subprocess.run(
            command(*words), cwd=elsewhere, env=environment(), input=sent, capture_output=True, timeout=60
        )
        assert not list(elsewhere.iterdir())  # a door keeps nothing
        return done

    return ask


def refusal(done: Asked) -> str:
    """The one sentence of a refusal; nothing was answered."""
    assert (done.returncode, done.stdout) == (2, b"")
    told = done.stderr.decode()
    assert told.endswith("\n") and told.count("\n") == 1
    return told.strip()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda c: c.door.name)
def test_a_door_answers_its_first_example(ask: Ask, chapter: Chapter) -> None:
    example = chapter.examples[0]
    words = [chapter.door.name, *([example.word] if example.word else [])]
    done = ask(*words, sent=json.dumps(example.asks).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert holds(json.loads(done.stdout), example.gives)


def test_a_pipe_without_a_writer_is_refused_at_once(ask: Ask, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "is no regular file. Name a file, or send JSON" in refusal(ask("score", "mhhs", "--file", pipe))


def test_standard_input_may_be_named_as_a_file(ask: Ask) -> None:
    assert json.loads(ask("score", "mhhs", "--file", "/dev/stdin", sent=SHEET).stdout) == SCORED


def test_a_file_is_read_like_standard_input(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "sheet.json"
    file.write_bytes(SHEET)
    assert json.loads(ask("score", "mhhs", "--file", file).stdout) == SCORED
    assert json.loads(ask("score", f"--file={file}", "mhhs").stdout) == SCORED


@pytest.mark.parametrize("name", sorted(doors()))
def test_a_door_prints_both_schemas_and_has_help(ask: Ask, run: Run, name: str) -> None:
    assert json.loads(ask(name, "--schema").stdout).keys() == {"input", "output"}
    help_text = " ".join(run(name, "--help").stdout.split())
    assert f"Example: enthesis {name}" in help_text
    assert "](" not in help_text


def test_help_lists_the_doors(run: Run) -> None:
    told = run("--help").stdout
    assert all(f"\n  {chapter.door.name} " in told and chapter.door.title in told for chapter in CHAPTERS)


def test_a_door_loads_no_framework(run: Run) -> None:
    loaded = (
        "import sys, io; sys.argv[1:] = ['assess', '--schema']; from enthesis.cli.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted(m for m in sys.modules if m.partition('.')[0] in ('django', 'altair', 'polars')), "
        "file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", loaded], env=environment(), capture_output=True, text=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("name", sorted(c.door.name for c in CHAPTERS))
def test_a_door_answers_in_well_under_a_second(ask: Ask, name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ask(name, "--schema")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.7


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "There is no input. Send JSON."),
        (b"[" * 100_000, "The input is nested more than 20 levels deep."),
        (b" " * 10_000_000, "The input is larger than 1 MiB (1048576 bytes). Send less at a time."),
        (b'{"answers": {"1": NaN}}', "answers.1: NaN is not a number."),
        (b'{"answers": {"1": 1%s}}' % (b"0" * 5000), "answers.1: A number of 5001 digits is too long."),
        (b'{"answers": {"1": "\\ud800"}}', "answers.1: “\\ud800” holds half a character. Send whole ones."),
        ('{"answers": {}}'.encode("utf-16"), "The input is in UTF-16 or UTF-32. Send it in UTF-8."),
        (b'{"answers": {"1": 43}}', "answers.1: “Pain” cannot be 43. Give one of 44, 40, 30, 20, 10, 0, or "),
        (b'{"answers": {"1": "30"}}', "answers.1: a number, “na” or null is needed, not “30”."),
        (
            b'{"answers": {"9": 1}}',
            "answers: Modified Harris Hip Score has no item 9. Use 1, 2, 3, 4, 5, 6, ",
        ),
        (b'{"answers": {"deformity": 4}}', "answers.deformity: Modified Harris Hip Score has no item “de"),
        (b'{"answers": {"1": 30, "pain": 30}}', "answers: “1” and “pain” are the same item."),
        (b"[%s, {}]" % SHEET, "element 2: “answers” is missing."),
        (b'[%s, {"answers": {"2": 9}}]' % SHEET, "answers.2 of element 2: “Limp” cannot be 9. Give one of "),
    ],
    ids=range(14),
)
def test_bad_input_ends_with_2_and_a_sentence(ask: Ask, sent: bytes, said: str) -> None:
    assert refusal(ask("score", "mhhs", sent=sent)).startswith(said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["score"], "INSTRUMENT is missing: name an instrument, one of "),
        (["score", "mhh"], "“mhh” is not an instrument. Did you mean mhhs?"),
        (["score", "mhhs", "more"], "Unrecognized arguments: more. See: enthesis score --help"),
        (["score", "mhhs", "--fil", "x"], "Unrecognized arguments: --fil"),
        (["score", "mhhs", "--file"], "Argument --file: expected one argument. See: enthesis score --help"),
        (["score", "mhhs", "--file", "none.json"], "There is no file 'none.json'."),
        (["score", "mhhs", "--file", "."], "'.' is a folder. Name a file."),
        (
            ["score", "mhhs", "--file", "a" * 300],
            "'" + "a" * 300 + "' cannot be read: File name too long.",
        ),
        (["score", "mhhs", "--file", "/dev/zero"], "'/dev/zero' is no regular file. Name a file,"),
        (["score", "mhhs", "--file", "a", "--file", "b"], "--file is given twice: name one file."),
        (["thresholds", "mhhs", "--file", "x"], "Unrecognized arguments: --file x"),
    ],
    ids=range(11),
)
def test_a_wrong_call_ends_with_2_and_a_sentence(ask: Ask, words: list[str], said: str) -> None:
    assert refusal(ask(*words)).startswith(said)


ON_THE_PAGE = re.findall(
    r"```console\n\$ enthesis (?P<call>[^\n<]+?)(?: <<'JSON'\n(?P<asks>.*?)\nJSON)?\n(?P<gives>.*?)\n```",
    commands.body(),
    re.DOTALL,
)


@pytest.mark.parametrize(("call", "asks", "gives"), ON_THE_PAGE)
def test_an_example_of_the_reference_answers_as_it_says(call: str, asks: str, gives: str) -> None:
    name, _, word = call.partition(" ")
    assert holds(json.loads(asking.ask(load_door(name), word, asks.encode())), json.loads(gives))


def test_the_reference_has_every_example_of_every_door() -> None:
    assert len(ON_THE_PAGE) == sum(len(chapter.examples) for chapter in CHAPTERS)


def test_a_misspelt_door_is_told(run: Run) -> None:
    done = run("scor")
    assert done.returncode == 2
    assert "There is no command 'scor'. Did you mean score?" in done.stderr


def shell(script: str) -> Asked:
    door = " ".join(command("score", "mhhs"))
    return subprocess.run(
        ["bash", "-c", script.replace("DOOR", door)], env=environment(), capture_output=True
    )


def test_a_closed_standard_input_is_told() -> None:
    told = refusal(shell("DOOR <&-"))
    assert told == "Standard input is closed. Send JSON, or name a file with --file."


def test_a_keyboard_is_told_what_is_expected() -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        command("score", "mhhs"), stdin=theirs, env=environment(), capture_output=True, timeout=20
    )
    os.close(ours), os.close(theirs)
    assert refusal(done).startswith("Standard input is a keyboard. Send JSON through a pipe, or name a file")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("DOOR >&-", "Standard output is closed: the answer has nowhere to go."),
        ("DOOR >/dev/full", "The answer cannot be written: No space left on device."),
        ("{ sleep 0.3; DOOR; } | true; exit ${PIPESTATUS[0]}", "The answer cannot be written: Broken pipe."),
    ],
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Only Linux has a device that is always full.")
def test_an_answer_that_cannot_be_written_ends_with_1(script: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "sheet.json").write_bytes(SHEET)
    done = shell(script.replace("DOOR", f"DOOR <{tmp_path}/sheet.json"))
    assert (done.returncode, done.stderr.decode().strip()) == (1, said)


def test_refusals_in_a_narrow_encoding_are_still_told(tmp_path: Path) -> None:
    done = subprocess.run(
        command("score", "mhhs"),
        input=b'{"\xe2\x80\xae": 1}',
        env=environment(PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii"),
        capture_output=True,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr and b"There is no" in done.stderr
