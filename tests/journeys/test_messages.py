"""What leaves the practice: seen by the desk, ended by who gets it."""

from tests.support.journeys.front_door import (
    asks_for_a_consultation,
    invent,
    opens_the_request,
    takes_the_last_time,
)
from tests.support.journeys.people import People
from tests.support.journeys.reminders import stop_token
from tests.support.site import Site


def test_reminders_are_ended_on_a_phone_in_spanish(people: People, site: Site) -> None:
    # Given somebody who opens the link at the end of a reminder
    someone = people.nobody("phone", locale="es-ES")
    someone.goes_to(f"/stop/{stop_token(site.data)}/").reads("Terminar los recordatorios")
    someone.takes_a_look("reminders to be ended")

    # When the button is pressed, then they have ended, and what they still hear of is told
    someone.presses("Terminar los recordatorios").reads("Los recordatorios han terminado")
    someone.sees("Le seguimos avisando").takes_a_look("reminders ended")


def test_the_desk_sees_what_left_and_records_who_wants_none(people: People) -> None:
    # Given a patient whose visit was just booked, far enough ahead to be reminded of it
    desk, patient = people("desk"), invent("Mona")
    asks_for_a_consultation(people.nobody(), patient)
    opens_the_request(desk, patient)
    case = takes_the_last_time(desk)

    # Then the messages of the visit are listed with what became of them
    desk.goes_to("/practice/messages/").reads("Messages").takes_a_look("messages")
    desk.goes_to(f"/practice/cases/{case}/messages/").sees("Visit booked", "Reminder, 2 hours ahead")
    desk.takes_a_look("messages of a hip")

    # When the patient calls to have no messages, then nothing more is sent until they change their mind
    desk.presses("Record: wants no messages").sees("No more messages are sent to this patient.")
    desk.sees("Nothing is sent to it.", "Asked for no messages")
    desk.presses("Send messages again").sees("Messages are sent again.")
