"""Two people at one record."""

from tests.support.journeys.clinic import drafts, given_a_classified_hip
from tests.support.journeys.front_door import given_a_booked_hip, invent
from tests.support.journeys.people import People


def test_the_second_of_two_surgeons_is_told_that_the_plan_moved_on(people: People) -> None:
    # Given two surgeons with the same plan open
    first, second = people("surgeon"), people("policy")
    case = given_a_booked_hip(people, invent("Thea"))
    given_a_classified_hip(first, case)
    drafts(second, case, anchors=4)

    # When the first one saves, and then the second
    drafts(first, case)
    first.presses("Save the draft").sees("The draft is on the record.")
    with second.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        second.presses("Save the draft")

    # Then the second is told in words, and nothing was overwritten
    assert answered.value.status == 409
    second.reads("Somebody was faster").sees("Both versions", "On the record now", "What you typed")
    row = second.page.get_by_role("row", name="Anchors").first
    assert row.get_by_role("cell").all_inner_texts() == ["2", "4"]
    second.takes_a_look("together plan moved on")
    second.presses("Open the page again, with what is new").reads("Plan of the operation")
    assert second.page.locator('[name="anchors"]').input_value() == "2"
