"""Before the visit: a patient tells and sends by telephone, staff check it, a nurse confirms it as facts."""

from pathlib import Path

from playwright.sync_api import expect

from tests.support.attaching import HTML, PDF
from tests.support.journeys.before_visit import adds_a_file, comes_before_the_visit
from tests.support.journeys.clinic import of
from tests.support.journeys.front_door import given_a_booked_hip, invent
from tests.support.journeys.people import People


def test_a_patient_tells_before_the_visit_and_a_nurse_confirms_it(people: People, tmp_path: Path) -> None:
    # Given a booked hip, and a private link that the desk hands over
    patient, desk, nurse = invent("Imelda"), people("desk"), people("nurse")
    case = given_a_booked_hip(people, patient)

    # When the patient opens it on a telephone, has none of the signs, and answers page by page
    phone = comes_before_the_visit(people, patient, case)
    desk.takes_a_look("intake link")
    phone.takes_a_look("intake overview")
    phone.page.get_by_role("link", name="Your medicines").click()
    phone.reads("Your medicines")
    expect(phone.page.get_by_label("When did you last take it?").first).to_be_hidden()
    phone.fills(nsaid="yes", **{"nsaid-day": "2026-01-02", "nsaid-clock": "20:30"})
    phone.fills(aspirin="no")
    phone.takes_a_look("intake medicines")
    phone.presses("Save and go on").reads("Allergies").fills(heparin="no")
    phone.presses("Save and go on").reads("Your health").fills(tobacco="yes")
    phone.takes_a_look("intake health")
    phone.presses("Save and come back later").reads("Before your visit")

    # And says what comes along, sends a report, and is told when a file is none
    phone.page.get_by_role("link", name="What to bring or send").click()
    phone.reads("What to bring or send")
    phone.page.get_by_role("button", name="I bring it").nth(1).click()
    phone.sees("You bring it along.")
    report = tmp_path / "report.pdf"
    report.write_bytes(HTML)
    phone.fills(kind="mri_report").page.locator('[name="file"]').set_input_files(report)
    phone.presses("Send the file").sees("it is no PDF, JPEG, PNG or DICOM file")
    report.write_bytes(PDF + patient.family.encode())
    phone.fills(kind="mri_report").page.locator('[name="file"]').set_input_files(report)
    phone.presses("Send the file").sees("We have your file. Thank you.", "Sent. Thank you.")
    phone.takes_a_look("intake bring")
    phone.presses("Back to the overview").presses("Send my answers")
    phone.sees("Thank you. What you told us is read before or at your visit.", "Go on with your questions")
    phone.takes_a_look("intake sent")

    # Then the desk finds file and promise, checks the file, and takes it away
    desk.goes_to(of(case, "files")).sees("report.pdf", "Patient brings it")
    desk.page.get_by_role("row").filter(has_text="The report of every MRI").get_by_role("button").click()
    desk.sees("Not there after all")
    desk.takes_a_look("files")
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name="report.pdf", exact=True).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")

    # And the nurse reads it, and takes over what the patient stated
    nurse.goes_to(of(case, "")).presses("Told before the visit, not read yet")
    nurse.sees("Stated by the patient").takes_a_look("intake read")
    nurse.presses("I have read all of it").presses("Go through them with the facts")
    row = nurse.page.locator("#tobacco")
    expect(row).to_contain_text("The patient stated on")
    nurse.takes_a_look("facts stated").goes_to(of(case, "facts"))
    nurse.fills(stated_tobacco="take", stated_nsaid="take", stated_aspirin="not_so")
    nurse.fills(stated_aspirin_why="Takes it on Sundays.")
    nurse.presses("Save and see what the rules say").sees("Saved. This is what the rules say now.")
    expect(nurse.page.locator('[name="tobacco"]:checked')).to_have_value("yes")
    expect(nurse.page.locator('[name="aspirin"]:checked')).to_have_value("")
    nurse.goes_to(of(case, "")).sees("Decided on what the patient stated on", "Takes it on Sundays.")


def test_a_wrong_file_is_withdrawn(people: People, tmp_path: Path) -> None:
    # Given a file that belongs to somebody else
    desk, case = people("desk"), given_a_booked_hip(people, invent("Ines"))
    wrong = tmp_path / "somebody else.pdf"
    wrong.write_bytes(PDF + b"%%EOF")
    adds_a_file(desk, case, wrong)

    # When it is withdrawn, a reason is asked for
    desk.page.get_by_role("row").filter(has_text="somebody else").get_by_role("link").last.click()
    desk.presses("Withdraw the file").sees("Enter why it does not belong here.")
    desk.takes_a_look("withdraw file")
    desk.fills(reason="Another patient's.").presses("Withdraw the file")

    # Then it is told and not opened any more
    desk.sees("1 file was withdrawn")
    expect(desk.page.get_by_role("link", name="somebody else.pdf", exact=True)).to_have_count(0)
