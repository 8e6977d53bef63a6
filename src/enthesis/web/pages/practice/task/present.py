from dataclasses import dataclass

from enthesis.domain.practice.task import Task
from enthesis.store.about import About
from enthesis.web.pages.practice.task.form import FinishForm, GiveForm, ReopenForm
from enthesis.web.shell.present import day, moment
from enthesis.web.shell.task_words import about_link


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    title: str
    facts: tuple[tuple[str, str], ...]
    about: str
    about_href: str
    is_open: bool
    give: GiveForm
    finish: FinishForm
    reopen: ReopenForm


def present(
    task: Task, about: About | None, forms: tuple[GiveForm, FinishForm, ReopenForm], *, zone: str
) -> TaskPage:
    name, href = about_link(about)
    give, finish, reopen = forms
    return TaskPage(
        title=task.todo.words,
        facts=_facts(task, zone),
        about=name,
        about_href=href,
        is_open=task.is_open,
        give=give,
        finish=finish,
        reopen=reopen,
    )


def _facts(task: Task, zone: str) -> tuple[tuple[str, str], ...]:
    done = f"{moment(task.finished_at, zone)}, {task.finished_by_name}" if task.finished_at else ""
    told = (
        ("Kind", task.todo.kind.label),
        ("Who called", task.todo.caller),
        ("Owner", task.owner_name or "nobody yet"),
        ("Due", day(task.todo.due_on) if task.todo.due_on else "no day"),
        ("Written down", f"{moment(task.added_at, zone)}, {task.added_by_name}"),
        ("Done", done),
        ("What came of it", task.outcome),
    )
    return tuple((term, said) for term, said in told if said)
