"""Answering: on a slow phone in Spanish, on two devices, about two hips, on a tablet of the clinic."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from tests.support.journeys.asked_together import BORN, asked_together, asking_before_surgery
from tests.support.journeys.clinic import of
from tests.support.journeys.look import check_width
from tests.support.journeys.outcomes import MIDDLING, says_birth_date
from tests.support.journeys.people import People, Person
from tests.support.site import Site

AT_400_PERCENT = ViewportSize(width=320, height=256)  # a window of 1280 by 1024 at four times the size
KEYS_APART_MS = 120


def comes_in(someone: Person, link: str, *, go_on: str = "Go on") -> Person:
    someone.goes_to(link).fills(day=BORN.day, month=BORN.month, year=BORN.year)
    return someone.presses(go_on)


def chooses(someone: Person, item: str, answer: str) -> None:
    someone.page.locator(f'label:has([name="a-{item}"][value="{answer}"])').click()


def saved(someone: Person, words: str = "Saved") -> None:
    expect(someone.page.locator("[data-saved]")).to_have_text(words)


def card(someone: Person, title: str, nth: int = 0) -> Person:
    """Goes to a form, all on one page."""
    form = someone.page.locator("section.card").filter(has_text=title).nth(nth)
    form.get_by_role("link").last.click()
    return someone.sits_back()


def test_both_hips_are_answered_in_spanish_on_a_slow_phone(
    people: People, site: Site, screenshot: Callable[[Page, str], Path]
) -> None:
    # Given a patient who reads Spanish, invited to answer about both hips, with a slow line and slow fingers
    with asking_before_surgery(site, "mhhs", "ucla", "vas-pain-10"):
        link = asked_together(site, "Rosa", language="es", hips=2).link
        phone = people.nobody("phone", locale="es-ES")
        comes_in(phone, link, go_on="Continuar")
        phone.fills(sign="none").presses("Continuar").reads("¿Cómo están sus caderas?")

        # Then each hip is named, the person is asked once, and what is needed comes first
        phone.sees("Su cadera izquierda", "Su cadera derecha", "Sobre usted").takes_a_look("round es")
        at_400_percent(phone, screenshot, "round")

        # When the answers are given one by one, then each is saved; the last one goes on
        phone.presses("Empezar").reads(re.compile("^Su cadera izquierda: "))
        phone.takes_a_look("question es")
        at_400_percent(phone, screenshot, "question")
        phone.page.locator('input[type="radio"]').nth(3).check(force=True)
        saved(phone, "Guardado")

        # When another language is chosen, then what was just chosen stands, at the same question
        phone.presses("English").reads(re.compile("^Your left hip: "))
        expect(phone.page.locator('input[type="radio"]').nth(3)).to_be_checked()
        phone.presses("Go on").reads("Your left hip: Overview").takes_a_look("overview of a hip")
        phone.presses("Send my answers").reads("How are your hips?").sees("What you sent")

        # And a page of what was sent is read, and cannot be changed
        phone.page.locator("section.after a").first.click()
        phone.reads("Your left hip: your answers").takes_a_look("answers that were sent")
        assert not phone.page.locator("main input:not([type=hidden]), main button").count()

        # When the person's own form is sent, then it is asked no more, for neither hip
        phone.presses("Back").reads("How are your hips?")
        card(phone, "UCLA").reads("About you: All questions").takes_a_look("all on one page")
        phone.page.locator('input[type="radio"]').first.check(force=True)
        saved(phone)
        phone.presses("Go on").presses("Send my answers").reads("How are your hips?")
        assert not phone.page.locator("section.card").filter(has_text="UCLA").count()

        # When the line breaks, then it says so, keeps the answer on the page and saves it when it is back
        card(phone, "Modified Harris", nth=1).reads("Your right hip: All questions")
        phone.page.context.set_offline(True)
        chooses(phone, "limp", MIDDLING["limp"])
        saved(phone, "Not saved yet. Your answer is kept on this page, and we try again.")
        phone.page.context.set_offline(False)
        saved(phone)

        # And somebody who stops is told how to come back
        phone.presses("Save and come back later").reads("Your answers are saved").takes_a_look("later")


def test_what_was_begun_goes_on_on_another_device(people: People, site: Site) -> None:
    # Given two questions answered on a phone
    link = asked_together(site, "Dora").link
    phone, desk = people.nobody("phone"), people.nobody("desktop")
    comes_in(phone, link).fills(sign="none").presses("Go on").reads("How is your hip?")
    phone.page.locator("section.card").filter(has_text="Modified Harris").get_by_role("link").first.click()
    for item in ("pain", "limp"):
        phone.sits_back()
        chooses(phone, item, MIDDLING[item])
        phone.presses("Go on")

    # When the same link is opened on another device, then it goes on at the third question
    comes_in(desk, link).reads("How is your hip?").presses("Go on, one at a time")
    desk.sees("Question 3 of 8")

    # When both are at all of it at once, then the later answer counts, and a page that was there before
    # takes nothing of the other back
    card(phone.goes_to("/my/forms/"), "Modified Harris").reads("Your left hip: All questions")
    card(desk.goes_to("/my/forms/"), "Modified Harris").reads("Your left hip: All questions")
    chooses(phone, "support", MIDDLING["support"])
    saved(phone)
    chooses(desk, "pain", "44")
    saved(desk)
    chooses(phone, "stairs", MIDDLING["stairs"])
    saved(phone)
    phone.presses("Go on").reads("Your left hip: Overview")
    desk.page.reload()
    for item, answer in (("pain", "44"), ("support", MIDDLING["support"]), ("stairs", MIDDLING["stairs"])):
        expect(desk.page.locator(f'[name="a-{item}"][value="{answer}"]')).to_be_checked()


def test_a_tablet_of_the_clinic_is_handed_over_and_locks(
    people: People, site: Site, accounts: dict[str, object], screenshot: Callable[[Page, str], Path]
) -> None:
    # Given a nurse at a tablet, who hands it over
    case = asked_together(site, "Tomasa", language="en").cases[0]
    nurse = people.nobody("tablet")
    account = people.accounts["nurse"]
    nurse.goes_to("/practice/").fills(login=account.email, password=account.password).presses("Sign in")
    nurse.goes_to(of(case, "invite/baseline")).presses("Answer here, on this tablet")

    # Then the patient is asked who it is, and reaches nothing of the practice
    patient = nurse.reads("Your date of birth").takes_a_look("tablet handed over")
    says_birth_date(patient, day=BORN.day, month=BORN.month, year=BORN.year)
    patient.fills(sign="none").presses("Go on").reads("How is your hip?").takes_a_look("tablet round")
    patient.goes_to(of(case)).reads(re.compile("Sign In|Sign in"))
    patient.goes_to("/my/rehabilitation/").sees("not open on a tablet")

    # When the patient has answered, then the tablet is locked, and the way back shows nothing
    patient.goes_to("/my/forms/").presses("Begin")
    patient.page.locator('input[type="radio"]').nth(2).check(force=True)
    saved(patient)
    patient.presses("Go on").presses("Send my answers")
    patient.goes_to("/my/thanks/").takes_a_look("tablet thanks")
    patient.presses("I am finished: lock the tablet").reads("This tablet is locked")
    patient.takes_a_look("tablet locked")
    patient.page.go_back()
    patient.reads(re.compile("This tablet is locked|This link does not work any more"))

    # And staff sign in again
    patient.goes_to("/my/tablet/back/").presses("Sign in").reads(re.compile("Sign In|Sign in"))


def at_400_percent(someone: Person, screenshot: Callable[[Page, str], Path], name: str) -> None:
    """Nothing stands out to the right, and a photograph shows how it reads."""
    before = someone.page.viewport_size
    someone.page.set_viewport_size(AT_400_PERCENT)
    check_width(someone.page)
    screenshot(someone.page, f"{name}-400-percent")
    if before:
        someone.page.set_viewport_size(before)
