"""The words people read in another language: found in the sources, kept in a .po file, compiled to its .mo.

`python -m tests.support.words` adds to the Spanish catalogue what is missing, with an empty translation to be
written, drops what nothing says any more, and compiles. Needs no gettext tools.
"""

import ast
import os
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import enthesis

PACKAGE = Path(enthesis.__file__).parent
PO = PACKAGE / "web" / "locale" / "es" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")

# What patients and visitors read. Staff pages are in English.
TEMPLATES = ("web/pages/public/*/*.html", "web/pages/portal/*/*.html", "web/layouts/problem.html")
MODULES = (
    "web/pages/public/*/*.py",
    "web/pages/portal/*/*.py",
    "web/shell/problems.py",
    "web/shell/forms.py",
    "web/shell/asking.py",
    "web/shell/asking_forms.py",
    "web/shell/asking_steps.py",
    "web/shell/calling.py",
    "web/shell/visits.py",
    "web/shell/waiting.py",
    "web/shell/wish.py",
    "web/shell/born.py",
    "web/shell/limits.py",
    "web/shell/signs.py",
    "web/shell/times.py",
    "web/shell/present.py",
    "web/shell/attaching.py",
    "web/shell/bringing.py",
    "web/shell/information.py",
    "web/shell/practice_words.py",
    "web/shell/rehabilitation.py",
    "web/shell/own_course.py",
    "web/shell/rounds.py",
    "web/shell/own_pages.py",
    "web/shell/instrument_form.py",
    "web/shell/instrument_questions.py",
    "web/shell/own_data.py",
    "web/shell/own_messages.py",
    "web/shell/found.py",
    "web/shell/linked_data.py",
    "web/pages/practice/call/script.py",
    "web/pages/practice/paper_file/compose.py",
    "web/pages/practice/telephone_script/compose.py",
    "web/shell/read_out.py",
    "web/pages/practice/documents/papers/whose.py",
    "web/pages/practice/documents/papers/consent_form.py",
    "web/pages/practice/documents/papers/rehabilitation_plan.py",
    "web/components/drawings/repair.py",
    "web/components/drawings/tears.py",
    "delivery/calendar.py",
    "delivery/messages/*.py",
    "delivery/figures.py",
)
NOT_FOR_PATIENTS = ("web/pages/public/components/",)
CALLS = {
    "_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1,
    "ngettext": 2, "ngettext_lazy": 2, "pgettext": -1, "pgettext_lazy": -1,
}  # fmt: skip
CONTEXT = "\x04"
HEADER = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Language: es\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)
CALL = re.compile(r"\b(?:n?gettext|n?pgettext|_)\(")
PART = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
PLACE = re.compile(r"%\((\w+)\)[sd]")


@dataclass(frozen=True, slots=True)
class Word:
    """A text as the sources say it; `plural` where it is counted, `context` where two would be alike."""

    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> str:
        """As compiled catalogues name it."""
        text = f"{self.text}\x00{self.plural}" if self.plural else self.text
        return f"{self.context}{CONTEXT}{text}" if self.context else text


@dataclass(frozen=True, slots=True)
class Entry:
    word: Word
    translations: tuple[str, ...]
    said_by: str = ""  # where a sentence comes from that no source marks for translation

    @property
    def is_translated(self) -> bool:
        return bool(self.translations) and all(self.translations)

    @property
    def keeps_its_places(self) -> bool:
        """Whether every %(name)s of the text is in the translation, and no other."""
        asked = set(PLACE.findall(self.word.text + self.word.plural))
        return all(set(PLACE.findall(t)) <= asked for t in self.translations) and asked <= set(
            PLACE.findall(" ".join(self.translations))
        )


def spoken() -> dict[str, Word]:
    """Every text of the public and portal pages, of messages, and of the instruments, by key."""
    found = [*_in_templates(), *_in_modules(), *_in_the_domain()]
    return {word.key: word for word in found if word.text.strip()}


def _in_templates() -> Iterator[Word]:
    from django.utils.translation.template import templatize

    for file in _with_their_parts(_files(TEMPLATES)):
        calls = templatize(file.read_text("utf-8"))
        for call in CALL.finditer(calls):
            yield from _in_source(_balanced(calls[call.start() :]))


def _with_their_parts(templates: list[Path]) -> list[Path]:
    """These templates with the layouts they extend and the components they include."""
    folders = [PACKAGE / "web" / name for name in ("layouts", "components", "pages")]
    whole, waiting = set[Path](), list(templates)
    while waiting:
        file = waiting.pop()
        if file in whole:
            continue
        whole.add(file)
        named = PART.findall(file.read_text("utf-8"))
        waiting += [folder / name for name in named for folder in folders if (folder / name).exists()]
    return sorted(whole)


def _balanced(text: str) -> str:
    """The call at the beginning of a text, without what follows it."""
    for end in (n + 1 for n, letter in enumerate(text) if letter == ")"):
        try:
            ast.parse(text[:end])
        except SyntaxError:
            continue
        return text[:end]
    return "None"


def _in_modules() -> Iterator[Word]:
    for file in _files(MODULES):
        yield from _in_source(file.read_text("utf-8"))


def _in_source(source: str) -> Iterator[Word]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            match CALLS.get(name), texts:
                case 1, [text]:
                    yield Word(text)
                case 2, [text, plural]:
                    yield Word(text, plural)
                case -1, [context, text]:
                    yield Word(text, context=context)


def _in_the_domain() -> Iterator[Word]:
    from enthesis.domain.biologics.catalogue import KINDS
    from enthesis.domain.candidacy.intake.sections import SECTIONS
    from enthesis.domain.information.catalogue import topics
    from enthesis.domain.outcomes.catalogue import instruments
    from enthesis.domain.outcomes.purposes import PURPOSES
    from enthesis.domain.outcomes.schedule import MILESTONES
    from enthesis.domain.pathway.named_risks import TOLD
    from enthesis.domain.pathway.recovery import RecoveryMilestone
    from enthesis.domain.pathway.rehabilitation import PROTOCOLS, Part
    from enthesis.domain.pathway.rehabilitation_words import PLAIN
    from enthesis.domain.practice.attachment import AttachmentKind
    from enthesis.domain.practice.bring import ITEMS
    from enthesis.domain.practice.red_flags import RED_FLAGS

    yield from (Word(kind.title) for kind in KINDS.values() if kind.not_at_bench is None)
    for protocol in PROTOCOLS:
        told = (span.what for part in Part for span in protocol.spans(part))
        yield from map(Word, (protocol.title, *told))
    yield from (Word(plain.text) for plain in PLAIN.values())
    yield from (Word(told.text) for told in TOLD.values())
    yield from (Word(milestone.asked) for milestone in RecoveryMilestone)
    for instrument in instruments().values():
        yield from map(Word, (instrument.title, instrument.recall.text if instrument.recall else ""))
        yield from (Word(scale.title) for scale in instrument.scales)
        for item in instrument.items:
            yield from map(Word, (item.topic, item.help))
        for field in instrument.fields:
            yield from map(Word, (field.topic, field.help, *(c.label for c in field.choices)))
            if field.range:
                yield from map(Word, (field.range.low_label, field.range.high_label))
    yield from (Word(m.title) for m in MILESTONES)
    yield from (Word(purpose.text) for purpose in PURPOSES.values())
    yield from (Word(item.text.text) for item in ITEMS)
    yield from (Word(kind.label) for kind in AttachmentKind)
    yield from (Word(section.title) for section in SECTIONS)
    yield from (Word(text) for s in SECTIONS for question in s.questions for text in question.said)
    yield from (Word(text) for flag in RED_FLAGS for text in (flag.question, flag.asked))
    for topic in topics().values():
        yield from map(Word, (topic.title, topic.summary))
        yield from (Word(claim.text) for claim in topic.claims)
        yield from (Word(question.asked) for question in topic.questions)
        yield from (Word(step.title) for step in topic.steps)
        if beside := topic.compared:
            yield from map(Word, (beside.title, *beside.columns, *(row.asked for row in beside.rows)))


def _files(patterns: tuple[str, ...]) -> list[Path]:
    found = sorted({f for pattern in patterns for f in PACKAGE.glob(pattern)})
    return [f for f in found if not f.relative_to(PACKAGE).as_posix().startswith(NOT_FOR_PATIENTS)]


def read_catalogue(text: str) -> dict[str, Entry]:
    """The entries of a .po file by key, without its header. Raises ValueError with a line it cannot read."""
    entries: dict[str, Entry] = {}
    for block in re.split(r"\n\s*\n", text.strip()):
        said_by, parts = "", dict[str, str]()
        at = ""
        for line in block.splitlines():
            if line.startswith("#: "):
                said_by = line[3:].strip()
            elif line.startswith("#") or not line.strip():
                continue
            elif match := re.fullmatch(r'(msg\w+(?:\[\d\])?)\s+(".*")', line):
                at, parts[match[1]] = match[1], ast.literal_eval(match[2])
            elif line.startswith('"') and at:
                parts[at] += ast.literal_eval(line)
            else:
                raise ValueError(f"{PO.name}: cannot read {line!r}.")
        word = Word(parts.get("msgid", ""), parts.get("msgid_plural", ""), parts.get("msgctxt", ""))
        told = tuple(parts[name] for name in sorted(parts) if name.startswith("msgstr"))
        if word.text:
            entries[word.key] = Entry(word, told, said_by)
    return entries


def write_catalogue(entries: dict[str, Entry]) -> str:
    """The .po file of these entries, sorted."""
    blocks = ['msgid ""\nmsgstr ' + _quoted(HEADER)]
    for _key, entry in sorted(entries.items(), key=lambda pair: pair[0].casefold()):
        word, lines = entry.word, list[str]()
        if entry.said_by:
            lines.append(f"#: {entry.said_by}")
        if "%(" in word.text:
            lines.append("#, python-format")
        if word.context:
            lines.append("msgctxt " + _quoted(word.context))
        lines.append("msgid " + _quoted(word.text))
        if word.plural:
            lines.append("msgid_plural " + _quoted(word.plural))
            told = entry.translations or ("", "")
            lines += [f"msgstr[{n}] " + _quoted(t) for n, t in enumerate(told)]
        else:
            lines.append("msgstr " + _quoted(entry.translations[0] if entry.translations else ""))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _quoted(text: str) -> str:
    def escaped(part: str) -> str:
        return '"' + part.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    lines = text.splitlines(keepends=True)
    return escaped(text) if len(lines) < 2 else '""\n' + "\n".join(map(escaped, lines))


def compiled(entries: dict[str, Entry]) -> bytes:
    """The .mo file: what is translated, sorted, in the binary form gettext reads."""
    pairs = {e.word.key: "\x00".join(e.translations) for e in entries.values() if e.is_translated}
    pairs[""] = HEADER
    keys = sorted(name.encode() for name in pairs)
    values = [pairs[name.decode()].encode() for name in keys]
    begin = 7 * 4 + 16 * len(keys)
    tables: list[int] = []
    for texts in (keys, values):
        for text in texts:
            tables += [len(text), begin]
            begin += len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 28 + 16 * len(keys))
    body = b"".join(text + b"\x00" for text in (*keys, *values))
    return head + struct.pack(f"<{len(tables)}I", *tables) + body


def bring_up_to_date() -> dict[str, Entry]:
    """The catalogue holds exactly what is said today, and is compiled; its entries."""
    entries = read_catalogue(PO.read_text("utf-8")) if PO.exists() else {}
    said = spoken()
    kept = {key: e for key, e in entries.items() if key in said or e.said_by}
    new = {key: Entry(word, ()) for key, word in said.items() if key not in kept}
    whole = kept | new
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_text(write_catalogue(whole), "utf-8")
    MO.write_bytes(compiled(whole))
    return whole


def main() -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enthesis.config.settings.test")
    django.setup()
    missing = [e.word.text for e in bring_up_to_date().values() if not e.is_translated]
    for text in missing:
        print(f"To be translated in {PO.name}: {text}")
    print(f"{PO.name} is up to date, {len(missing)} texts are to be translated.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
