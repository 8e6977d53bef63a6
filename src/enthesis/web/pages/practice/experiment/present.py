from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.experiment.experiment import FEWEST_PERSONS, Experiment
from enthesis.domain.pathway.experiment.result import ArmResult
from enthesis.domain.pathway.experiment.variants import variant_called
from enthesis.store.experiments import Entered
from enthesis.web.pages.practice.experiment.form import EndForm
from enthesis.web.shell.experimenting import arm_title, state_words
from enthesis.web.shell.present import Table, day
from enthesis.web.shell.shares import share

Both = tuple[ArmResult, ArmResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentPage:
    """`form` is None for whoever may not end it, and once it has ended."""

    title: str
    state: str
    facts: tuple[tuple[str, str], ...]
    arms: tuple[tuple[str, str], ...]
    result: Table | None
    difference: str
    method: str
    waits: str
    form: EndForm | None


def present(told: Entered, found: Both | None, form: EndForm, *, on: date, may_end: bool) -> ExperimentPage:
    experiment = told.experiment
    difference, method = _difference(experiment, found) if found else ("", "")
    runs = experiment.runs(on=on, entered=len(told.days))
    return ExperimentPage(
        title=experiment.design.title,
        state=state_words(told, on=on),
        facts=_facts(told),
        arms=_arms(experiment),
        result=_result(experiment, found) if found else None,
        difference=difference,
        method=method,
        waits="" if found else _waits(told, runs=runs),
        form=form if may_end and runs else None,
    )


def _facts(told: Entered) -> tuple[tuple[str, str], ...]:
    design, experiment = told.experiment.design, told.experiment
    facts = [
        (_("What is varied"), design.varies.label),
        (_("A person enters at"), ", ".join(milestone_called(m).title for m in design.milestones)),
        (_("From"), day(design.first_on)),
        (_("Stops after"), day(design.last_on)),
        (_("Stops at"), _("%(n)s persons") % {"n": design.persons}),
        (_("Entered so far"), str(len(told.days))),
        (
            _("Answered means"),
            _("every form of at least one hip, within %(n)s days of the first message")
            % {"n": design.within_days},
        ),
        (_("Started"), f"{day(experiment.started_at.date())}, {experiment.started_by_name}"),
    ]
    if experiment.ended_at is not None and experiment.why_ended is not None:
        words = [day(experiment.ended_at.date()), experiment.why_ended.label, experiment.ended_by_name]
        facts.append((_("Ended"), ", ".join(filter(None, (*words, experiment.reason)))))
    return tuple(facts)


def _arms(experiment: Experiment) -> tuple[tuple[str, str], ...]:
    varies = experiment.design.varies
    found = ((arm, variant_called(varies, arm)) for arm in experiment.design.arms)
    return tuple((arm_title(varies, arm), one.says if one else _("declared no more")) for arm, one in found)


def _waits(told: Entered, *, runs: bool) -> str:
    if runs:
        return _(
            "The result is shown once nobody enters any more and the last person had all the time to answer."
        )
    if not told.days:
        return _("Nobody entered, so there is nothing to compare.")
    last = max(told.days) + timedelta(days=told.experiment.design.within_days + 1)
    return _("The result is shown from %(day)s on.") % {"day": day(last)}


def _result(experiment: Experiment, found: Both) -> Table:
    numbers = (_("Persons"), _("Answered"))
    return Table(
        caption=_("Answered in time, by what chance gave"),
        header=(_("Way of asking"), *numbers, _("Share, with its 95 % interval")),
        rows=tuple(
            (
                arm_title(experiment.design.varies, one.arm),
                str(one.of),
                str(one.answered),
                share("", one.answered, one.of, fewest=1).words,
            )
            for one in found
        ),
        numbers=numbers,
    )


def _difference(experiment: Experiment, found: Both) -> tuple[str, str]:
    """The second less the first in percentage points, and how it was computed."""
    from enthesis.evidence.statistics.two_shares import difference_of_shares  # heavy: only with a result

    first, second = found
    made = difference_of_shares((second.answered, second.of), (first.answered, first.of))
    if made.value is None or made.low is None or made.high is None:
        return _("One of the two is of nobody: there is nothing to compare."), ""
    titles = [arm_title(experiment.design.varies, one.arm) for one in (second, first)]
    sentence = _(
        "“%(second)s” less “%(first)s”: %(value)s percentage points (95 %% interval %(low)s to %(high)s)."
    ) % {
        "second": titles[0],
        "first": titles[1],
        "value": f"{100 * made.value:+.1f}",
        "low": f"{100 * made.low:+.1f}",
        "high": f"{100 * made.high:+.1f}",
    }
    if made.low <= 0 <= made.high:
        sentence += " " + _("The interval holds no difference, too.")
    if min(first.of, second.of) < int(FEWEST_PERSONS.value) // 2:
        sentence += " " + _("There are few persons: it tells little.")
    return sentence, _(
        "By person, each in the way chance gave them, whatever they were sent (intention to treat). Interval "
        "of the difference by Newcombe 1998, method 10, from the Wilson intervals of both shares."
    )
