"""Whether the words of a file are those of our declaration: every item, answer, number, order and code."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from enthesis.domain.codes.check_digits import is_loinc
from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.instrument import Instrument, Scale, Use
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Choice, Item, OneOf, Question, Range
from enthesis.domain.outcomes.official import FieldWords, OfficialWording, Provenance
from enthesis.domain.outcomes.told_form import ToldAnswer, ToldForm, ToldItem, ToldLine, ToldScore

LONGEST = 2000
UNITS_OF_A_LINE = ("", "{score}", "1")
MILLIMETRES, LINE_IN_MILLIMETRES = "mm", Decimal(100)
UNITS_OF_A_SCORE = ("", "{score}", "1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One thing in a file that is not as we declare it: where, what, and how it is mended."""

    place: str
    sentence: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence} {self.remedy}"


def disagreements(
    instrument: Instrument, told: ToldForm, *, languages: Collection[str], labels: Sequence[Instrument] = ()
) -> tuple[Disagreement, ...]:
    """Everything at once, in the order of the declaration; none where the words may be taken.

    `labels` are our own words in each language, which are nobody's official ones.
    """
    return (
        *_head(instrument, told, languages),
        *_items(instrument, told),
        *_scores(instrument, told),
        *_ours((instrument, *labels), told),
    )


def check_fit(
    instrument: Instrument,
    forms: Sequence[ToldForm],
    *,
    languages: Collection[str],
    labels: Sequence[Instrument] = (),
    beside: Callable[[ToldForm], Iterable[Disagreement]] = lambda told: (),
) -> None:
    """Raises Invalid with every disagreement of every form, with its language where there are several.

    `beside` finds what else does not fit.
    """
    found = [
        f"{told.language or 'no language'}, {one}" if len(forms) > 1 else str(one)
        for told in forms
        for one in chain(disagreements(instrument, told, languages=languages, labels=labels), beside(told))
    ]
    if found:
        listed = "\n".join(f"  {one}" for one in found)
        raise Invalid(
            "file",
            f"“{instrument.title}”: {len(found)} {'thing does' if len(found) == 1 else 'things do'} not fit, "
            f"and nothing was taken.\n{listed}",
            "\nCorrect the file, and import it again.",
        )


def taken(
    instrument: Instrument,
    told: ToldForm,
    provenance: Provenance,
    *,
    languages: Collection[str],
    labels: Sequence[Instrument] = (),
) -> OfficialWording:
    """The words of a file that fits. Raises Invalid with every disagreement where it does not."""
    check_fit(instrument, (told,), languages=languages, labels=labels)
    return OfficialWording(
        instrument=instrument.id,
        version=instrument.version,
        language=told.language,
        title=told.title,
        introduction=told.introduction,
        words={item.id: _words(item) for item in told.items},
        provenance=provenance,
    )


def _words(item: ToldItem) -> FieldWords:
    answers = {answer.code: answer.text for answer in item.answers}
    if item.na:
        answers[NOT_APPLICABLE] = item.na
    order = tuple(answer.code for answer in item.answers)
    return FieldWords(
        text=item.text, help=item.help, answers=answers, order=order, low=item.low, high=item.high
    )


def _head(instrument: Instrument, told: ToldForm, languages: Collection[str]) -> Iterator[Disagreement]:
    if told.instrument != instrument.id:
        yield _wrong(
            "the file",
            f"it is “{told.instrument}”, and was compared with {instrument.id}.",
            "Name the instrument it is of.",
        )
    if told.version != instrument.version:
        said = f"version {told.version}" if told.version else "no version"
        yield _wrong(
            "the file",
            f"it is of {said}; ours is {instrument.version}.",
            f"Give version {instrument.version}.",
        )
    if told.language not in languages:
        said = f"the language “{told.language}”" if told.language else "no language"
        yield _wrong("the file", f"it names {said}.", f"Give one of {', '.join(sorted(languages))}.")
    yield from _text("the file", "title", told.title)
    if len(told.introduction) > LONGEST:
        yield _wrong("the file", f"its introduction is longer than {LONGEST} signs.", "Shorten it.")
    yield from (_wrong(place, said, "Write it so that it can be taken.") for place, said in told.unread)
    yield from _code("the file", told.loinc, [s.loinc for s in instrument.scales if s.loinc])


def _items(instrument: Instrument, told: ToldForm) -> Iterator[Disagreement]:
    known = dict(_asked(instrument))
    by_id = {item.id: item for item in reversed(told.items)}
    for name, count in Counter(item.id for item in told.items).items():
        if count > 1 and name in known:
            places = ", ".join(item.place for item in told.items if item.id == name)
            yield _wrong(places, f"the item {name} is there {count} times.", "Keep one of them.")
    for item in told.items:
        if item.id not in known:
            yield _wrong(
                item.place,
                f"there is no item “{item.id[:60]}” in {instrument.title}.",
                "Leave it out, or name the item it is, by id or number.",
            )
    for name, question in known.items():
        if name not in by_id:
            yield _wrong(name, f"the item “{question.topic}” is missing.", "Add it.")
        else:
            yield from _item(question, by_id[name])
    yield from _order(instrument, told)


def _asked(instrument: Instrument) -> Iterator[tuple[str, Question]]:
    for item in instrument.items:
        yield item.id, item
        if isinstance(item, OneOf):
            yield from ((branch.id, branch) for branch in item.branches)


def _order(instrument: Instrument, told: ToldForm) -> Iterator[Disagreement]:
    ours = [name for name, _ in _asked(instrument)]
    theirs = [name for name in dict.fromkeys(item.id for item in told.items) if name in ours]
    for before, name in zip((n for n in ours if n in theirs), theirs, strict=True):
        if before != name:
            place = next(item.place for item in told.items if item.id == name)
            yield _wrong(place, f"{name} stands where {before} is asked.", "Keep the order of the items.")
            return


def _item(question: Question, told: ToldItem) -> Iterator[Disagreement]:
    yield from _text(told.place, "question", told.text)
    if len(told.help) > LONGEST:
        yield _wrong(told.place, f"its help is longer than {LONGEST} signs.", "Shorten it.")
    if told.loinc and not is_loinc(told.loinc):
        yield _wrong(told.place, f"{told.loinc} is no LOINC code.", "Correct it, or leave it out.")
    match question:
        case OneOf():
            if told.answers or told.line is not None:
                yield _wrong(
                    told.place, "it has answers, and its branches have.", "Leave them to the branches."
                )
        case Item(range=None):
            yield from _choice(question, told)
        case Item(range=scale) if scale is not None:
            yield from _line(scale, told)
    if isinstance(question, Item):
        yield from _na(question, told)


def _na(item: Item, told: ToldItem) -> Iterator[Disagreement]:
    if item.allows_na and not told.na.strip():
        yield _wrong(
            told.place, "“does not apply” is missing among its answers.", "Add it, with the code na."
        )
    if told.na and not item.allows_na:
        yield _wrong(told.place, "it offers “does not apply”, and always applies.", "Leave that answer out.")


def _choice(item: Item, told: ToldItem) -> Iterator[Disagreement]:
    if told.line is not None:
        yield _wrong(told.place, "it asks for a number, and has answers to choose.", "List the answers.")
        return
    if len(told.answers) != len(item.choices):
        yield _wrong(
            told.place,
            f"it has {len(told.answers)} answers; ours has {len(item.choices)}.",
            f"Give {', '.join(str(choice.answer) for choice in item.choices)}.",
        )
    ours = {str(choice.answer): choice for choice in item.choices}
    yield from _repeated(told.answers, lambda one: one.code, "code")
    yield from _repeated(told.answers, lambda one: " ".join(one.text.split()), "text")
    for answer in told.answers:
        yield from _answer(answer, ours)
    theirs = {answer.code for answer in told.answers}
    for code in ours.keys() - theirs:
        yield _wrong(told.place, f"the answer {code} (“{ours[code].label}”) is missing.", "Add it.")
    yield from _direction(told, ours)


def _answer(answer: ToldAnswer, ours: dict[str, Choice]) -> Iterator[Disagreement]:
    choice = ours.get(answer.code)
    if choice is None:
        said = f"there is no answer “{answer.code[:40]}”" if answer.code else "the answer has no code"
        yield _wrong(answer.place, f"{said}.", f"Give one of {', '.join(ours)}.")
        return
    yield from _text(answer.place, "answer", answer.text)
    if answer.points is None:
        yield _wrong(answer.place, "it does not say its points.", f"Give {choice.weight}.")
    elif answer.points != choice.weight:
        yield _wrong(
            answer.place,
            f"it is worth {answer.points} points; ours is worth {choice.weight}.",
            "Give those points, or the code of the answer that has them.",
        )


def _direction(told: ToldItem, ours: dict[str, Choice]) -> Iterator[Disagreement]:
    """The answers may be printed from the best or from the worst, in no other order."""
    codes = list(ours)
    theirs = [answer.code for answer in told.answers]
    if sorted(theirs) == sorted(codes) and theirs not in (codes, codes[::-1]):
        yield _wrong(
            told.place,
            f"its answers stand as {', '.join(theirs)}.",
            f"Give them as {', '.join(codes)}, or the other way round, each with its own text.",
        )


def _line(scale: Range, told: ToldItem) -> Iterator[Disagreement]:
    if told.answers or told.line is None:
        yield _wrong(told.place, "it has answers to choose, and asks for a number.", "Ask for the number.")
        return
    yield from _ends(scale, told.place, told.line)
    allowed = UNITS_OF_A_LINE + ((MILLIMETRES,) if scale.high == LINE_IN_MILLIMETRES else ())
    if told.line.unit not in allowed:
        yield _wrong(
            told.place,
            f"it is counted in {told.line.unit}; ours is a number from {scale.low} to {scale.high}.",
            "Leave the unit out, or ask in our numbers.",
        )
    for name, ours, theirs in (("low", scale.low_label, told.low), ("high", scale.high_label, told.high)):
        if ours and not theirs.strip():
            yield _wrong(told.place, f"the words at its {name} end are missing.", "Add them.")
    if told.low and told.low == told.high:
        yield _wrong(told.place, "both ends have the same words.", "Say what each end means.")


def _ends(scale: Range, place: str, line: ToldLine) -> Iterator[Disagreement]:
    if (line.low, line.high) != (scale.low, scale.high):
        yield _wrong(
            place,
            f"it goes from {_said(line.low)} to {_said(line.high)}; ours from {scale.low} to {scale.high}.",
            "Say the ends as numbers, and do not turn or stretch the line.",
        )
    if line.step is not None and line.step != scale.step:
        yield _wrong(place, f"its steps are of {line.step}; ours of {scale.step}.", "Correct the steps.")


def _ours(labels: Sequence[Instrument], told: ToldForm) -> Iterator[Disagreement]:
    """What is anybody's may be asked in our words, too."""
    if labels[0].use is Use.PUBLIC:
        return
    theirs = {(item.id, ""): item.text for item in told.items}
    theirs |= {(item.id, answer.code): answer.text for item in told.items for answer in item.answers}
    for one in labels:
        ours = dict(_texts(one))
        same = [key for key, text in theirs.items() if text and text == ours.get(key)]
        if same and len(same) * 2 > len(theirs):
            yield _wrong(
                "the file",
                f"{len(same)} of {len(theirs)} texts are labels of our own, not its holder's words.",
                "Put the official wording in their place.",
            )
            return


def _texts(instrument: Instrument) -> Iterator[tuple[tuple[str, str], str]]:
    for name, question in _asked(instrument):
        yield (name, ""), question.topic
        if isinstance(question, Item):
            yield from (((name, str(c.answer)), c.label) for c in question.choices)


def _scores(instrument: Instrument, told: ToldForm) -> Iterator[Disagreement]:
    ours = {scale.id: scale for scale in instrument.scales}
    for score in told.scores:
        scale = ours.get(score.id)
        if scale is None:
            yield _wrong(
                score.place,
                f"there is no score “{score.id[:60]}” of {instrument.title}.",
                f"Leave it out, or name one of {', '.join(ours)}.",
            )
        else:
            yield from _score(score, scale)


def _score(score: ToldScore, scale: Scale) -> Iterator[Disagreement]:
    yield from _code(score.place, score.loinc, [scale.loinc] if scale.loinc else [])
    if score.unit not in UNITS_OF_A_SCORE:
        yield _wrong(score.place, f"it is counted in {score.unit}; ours in points.", "Leave the unit out.")


def _code(place: str, told: str, ours: Sequence[str]) -> Iterator[Disagreement]:
    if told and not is_loinc(told):
        yield _wrong(place, f"{told} is no LOINC code.", "Correct it, or leave it out.")
    elif told and ours and told not in ours:
        yield _wrong(
            place, f"its LOINC code is {told}; ours is {', '.join(ours)}.", "Find out which is right."
        )


def _repeated(
    answers: Sequence[ToldAnswer], part: Callable[[ToldAnswer], str], name: str
) -> Iterator[Disagreement]:
    seen: dict[str, str] = {}
    for answer in answers:
        said = part(answer)
        if said and said in seen:
            yield _wrong(answer.place, f"its {name} is that of {seen[said]}.", "Tell the answers apart.")
        seen.setdefault(said, answer.place)


def _text(place: str, what: str, text: str) -> Iterator[Disagreement]:
    if not text.strip():
        yield _wrong(place, f"the {what} has no text.", "Add it in the holder's words.")
    elif len(text) > LONGEST:
        yield _wrong(place, f"the {what} is longer than {LONGEST} signs.", "Look whether it is one.")


def _said(number: Decimal | None) -> str:
    return "nowhere" if number is None else str(number)


def _wrong(place: str, sentence: str, remedy: str) -> Disagreement:
    return Disagreement(place=place, sentence=sentence, remedy=remedy)
