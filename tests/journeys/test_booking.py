"""A new patient books, moves and cancels a visit: on a phone, in Spanish, without script, by keyboard."""

import re

from playwright.sync_api import expect

from tests.support.journeys.front_door import (
    books_a_visit,
    born,
    free_times,
    invent,
    private_link,
    takes_a_time,
    tells_of_the_hip,
    tells_who,
)
from tests.support.journeys.people import People


def test_a_new_patient_books_in_spanish_on_a_phone_moves_and_cancels(people: People) -> None:
    # Given somebody with a phone that speaks Spanish
    patient = invent("Rosa")
    visitor = people.nobody("phone", locale="es-US")
    page = visitor.page

    # When she answers what is asked, each page is there to be read
    visitor.goes_to("/request/").reads("Pedir una consulta de cadera").takes_a_look("booking signs")
    visitor.presses("Continuar").takes_a_look("booking signs missing")
    visitor.fills(sign="none").presses("Continuar").reads("Sobre la cadera")
    visitor.fills(side="left", reason="Dolor por la noche", how_long="longer", care="injection")
    visitor.takes_a_look("booking hip")
    visitor.presses("Continuar").reads("Elija una hora").sees("hora de New York")
    visitor.takes_a_look("booking time")
    visitor.presses("Semana siguiente").reads("Elija una hora")
    chosen = free_times(page).nth(4 % free_times(page).count())
    told = chosen.get_attribute("aria-label") or ""
    chosen.click()
    visitor.reads("Para quién es la cita").presses("Continuar").takes_a_look("booking who missing")
    page.goto("/request/who/")  # a browser asks before it goes back to a page that was sent
    visitor.fills(
        whom="other", asker="Ada Ferro", relation="hija", given=patient.given, family=patient.family
    )
    visitor.fills(email=patient.email, language="es", agreed="email", **born(patient))
    visitor.takes_a_look("booking who").presses("Continuar").reads("¿Está todo bien?")
    visitor.takes_a_look("booking check")

    # And goes back, nothing she typed is lost
    page.go_back()
    expect(page.locator('[name="asker"]')).to_have_value("Ada Ferro")
    page.goto("/request/hip/")
    expect(page.locator('[name="reason"]')).to_have_value("Dolor por la noche")
    page.goto("/request/check/")

    # Then the visit is hers
    visitor.presses("Reservar esta cita").reads("Su cita está reservada").takes_a_look("booking booked")
    visitor.sees(told.rpartition(", ")[0])  # weekday, day and time, without the office
    with page.expect_download() as download:
        page.get_by_role("link", name="Ponerla en mi calendario").click()
    assert download.value.suggested_filename == "visit.ics"
    link = private_link(visitor)

    # When she opens the link elsewhere, it asks who she is, and lets her move the visit
    elsewhere = people.nobody("phone", locale="es-US")
    elsewhere.goes_to(link).reads("Su fecha de nacimiento").takes_a_look("visit link")
    elsewhere.fills(day=1, month=1, year=1950).presses("Continuar").sees("Quedan 4 intentos.")
    elsewhere.fills(**born(patient)).presses("Continuar").reads("Su cita").takes_a_look("visit")
    elsewhere.presses("Cambiar la hora de la cita").takes_a_look("visit move")
    takes_a_time(elsewhere, 2)
    elsewhere.reads("Su cita").sees("Su cita tiene otra hora.").takes_a_look("visit moved")

    # And cancel it, and then the link is no longer one
    elsewhere.presses("Cancelar la cita").reads("Cancelar la cita").fills(why="no_time")
    elsewhere.takes_a_look("visit cancel").presses("Cancelar la cita").reads("Su cita está cancelada")
    elsewhere.takes_a_look("visit cancelled")
    elsewhere.goes_to(link).fills(**born(patient)).presses("Continuar")
    elsewhere.reads("Este enlace ya no funciona").takes_a_look("visit ended")


def test_who_comes_second_takes_the_next_time_at_once(people: People) -> None:
    # Given two who have come to the last page with the same time
    first, second = people.nobody("phone"), people.nobody("desktop")
    for visitor, patient in ((first, invent("Fia")), (second, invent("Sol"))):
        visitor.goes_to("/request/").fills(sign="none").presses("Go on")
        tells_of_the_hip(visitor, patient)
        takes_a_time(visitor, 20)
        tells_who(visitor, patient)

    # When both book, then the second sees the next times and takes one
    first.presses("Book this visit").reads("Your visit is booked")
    second.presses("Book this visit").reads("Is everything right?").sees(
        "Somebody else has just taken that time"
    )
    second.takes_a_look("booking taken")
    second.page.locator('button[name="slot"]').first.click()
    second.reads("Your visit is booked")


def test_an_emergency_is_answered_and_ends_there(people: People) -> None:
    visitor = people.nobody("phone")
    visitor.goes_to("/request/").fills(sign="cauda_equina").presses("Go on")
    visitor.reads("Get emergency care now").takes_a_look("booking emergency")
    expect(visitor.page.locator('main a[href="tel:911"]')).to_be_visible()
    visitor.goes_to("/request/time/").reads("Get emergency care now")


def test_without_script_a_visit_is_booked_moved_and_cancelled(people: People) -> None:
    visitor = people.nobody("phone", java_script_enabled=False)
    books_a_visit(visitor, invent("Nell"), nth=9)
    visitor.presses("See, move or cancel the visit").reads("Your visit").presses("Move the visit")
    takes_a_time(visitor, 11)
    visitor.reads("Your visit").sees("Your visit has another time.").presses("Cancel the visit")
    visitor.reads("Cancel the visit").presses("Cancel the visit").reads("Your visit is cancelled")


def test_the_desk_accepts_a_held_time_in_one_step(people: People) -> None:
    # Given a visit that was booked on the public pages
    books_a_visit(people.nobody("phone"), invent("Hedda"), nth=15)
    desk = people("desk")

    # When the desk opens the request, then its time stands first and is taken with one press
    desk.goes_to("/practice/requests/")
    card = desk.page.locator("article, tr, li").filter(has_text="Hedda")
    card.locator('a[href$="/book/"]').first.click()
    desk.sees("The time that was asked for").takes_a_look("booking held at the desk")
    desk.presses("Book as asked")
    desk.page.wait_for_url(re.compile(r"/practice/cases/[0-9a-f-]{36}/"))


def test_a_time_is_chosen_with_the_keyboard_alone(people: People) -> None:
    visitor = people.nobody("desktop")
    patient = invent("Kay")
    page = visitor.page
    visitor.goes_to("/request/").fills(sign="none").presses("Go on")
    tells_of_the_hip(visitor, patient)
    target = free_times(page).nth(3)
    for _ in range(60):
        if target.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    visitor.reads("Who the visit is for")
