"""A mail scanner that runs the scripts of the pages it opens: none of them sends anything by itself."""

from collections.abc import Callable

from playwright.sync_api import Page, Request

DOORS = ("/my/link/{}/", "/v/{}/", "/w/{}/")
TOKEN = "x" * 43  # a link that leads nowhere is asked about on the same page, with the same scripts


def test_no_page_behind_a_link_sends_a_form_by_itself(open_page: Callable[..., Page]) -> None:
    # Given a program that opens addresses as a browser does, moves the mouse, scrolls and lets time pass
    page, sent = open_page("desktop"), list[str]()

    def noted(request: Request) -> None:
        if request.method != "GET":
            sent.append(f"{request.method} {request.url}")

    page.on("request", noted)
    for door in DOORS:
        page.goto(door.format(TOKEN), wait_until="networkidle")
        page.clock.install()
        page.mouse.move(200, 300)
        page.mouse.wheel(0, 900)
        page.clock.fast_forward("30:00")
        page.wait_for_load_state("networkidle")

        # Then the page still asks for the date of birth, and nothing left the browser but what was asked for
        assert page.get_by_role("heading", level=1).inner_text() == "Your date of birth"
        assert page.locator('[name="year"]').input_value() == ""
    assert sent == []
