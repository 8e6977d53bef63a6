"""An earlier time is free: it is offered to who waits, held for them, and taken on a phone."""

from playwright.sync_api import expect

from tests.support.journeys.front_door import books_a_visit, invent
from tests.support.journeys.people import People
from tests.support.journeys.waiting import an_offer_arrives, enters_by, newest_link_to
from tests.support.site import Site


def test_an_earlier_time_is_offered_and_taken_on_a_phone(people: People, site: Site) -> None:
    # Given somebody with a visit who asks for an earlier one
    patient = invent("Wanda")
    visitor = people.nobody("phone")
    books_a_visit(visitor, patient, nth=-1, agreed="email")
    visitor.goes_to("/visit/").presses("Tell me when an earlier time is free")
    visitor.reads("Tell me when an earlier time is free").takes_a_look("waiting join")
    visitor.fills(notice="4").presses("Join the waiting list")

    # When an earlier time is free, then it is held for them
    an_offer_arrives(visitor)
    visitor.takes_a_look("waiting offer")
    held = visitor.page.locator("main .facts dd").first.inner_text()

    # And on another phone the link in the message asks who they are, and shows the same
    other = people.nobody("phone")
    other.goes_to(newest_link_to(site.data, patient.email)).reads("Your date of birth")
    other.takes_a_look("waiting link")
    enters_by(other, patient).reads("An earlier time is free").sees(held)

    # When they take it, then the visit is there and the list is left
    other.presses("Take this time").reads("The time is yours").sees(held)
    other.takes_a_look("waiting taken")
    visitor.goes_to("/visit/").sees(held)


def test_the_desk_keeps_the_list(people: People, site: Site) -> None:
    # Given somebody who agreed to no message, and waits
    patient, visitor, desk = invent("Calla"), people.nobody("phone"), people("desk")
    books_a_visit(visitor, patient, nth=-2)
    visitor.goes_to("/visit/").presses("Tell me when an earlier time is free")
    visitor.fills(notice="4").presses("Join the waiting list")
    an_offer_arrives(visitor)

    # Then the desk sees whom to call, and says what came of it
    desk.goes_to("/practice/waiting-list/").reads("Waiting list").takes_a_look("waiting list")
    place = desk.page.locator("section").filter(has_text=patient.name)
    expect(place).to_contain_text("Agreed to no message.")
    place.get_by_role("button", name="Told on the telephone").click()
    desk.sees("The time is held for them for two hours from now.")
    place.get_by_role("button", name="Declines").click()
    desk.sees("Declined. The time goes to whoever is next.").takes_a_look("waiting list after")

    # And can offer another time itself, or take somebody off
    place.get_by_role("link", name="Offer a time").click()
    desk.reads("Offer a time").takes_a_look("waiting offer a time")
    desk.goes_to("/practice/waiting-list/")
    place.get_by_role("button", name="Take off the list").click()
    desk.sees("They wait no longer.")
    visitor.goes_to("/waiting/").reads("You are off the waiting list").takes_a_look("waiting left")
