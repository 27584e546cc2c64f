"""People at a library on PostgreSQL, in a browser: they follow a link, sign in, judge and sign out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.desk.browsing import Person, person_at
from tests.stories import fill

from dateline.library import people
from dateline.library.people import Role
from dateline.library.store import Library

PASSWORD = "a quiet evening"


@pytest.fixture
def person(chromium: Browser, postgresql_server: object) -> Iterator[Person]:
    """A desk where Ada, an editor, and Dee, a reader, sign in."""
    with postgresql_server.database() as address, Library(address, create=True) as library:  # type: ignore[attr-defined]
        fill(library)
        people.add(library, "Ada", Role.EDITOR, PASSWORD)
        people.add(library, "Dee", Role.READER, PASSWORD)
        with person_at(chromium, library) as one:
            one.drawn = False
            yield one


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_label("Password").press("Enter")


def test_a_link_is_followed_judged_and_left(person: Person) -> None:
    person.forgiven = ("401",)
    page = person.open("/?kind=airstrike&sort=day", ready=False)
    expect(page.get_by_label("Name")).to_be_focused()
    sign_in(page, "Ada", "not her password")
    expect(page.get_by_role("alert")).to_contain_text("is not right")
    expect(page.get_by_label("Name")).to_have_value("Ada")
    sign_in(page, "Ada")
    page.wait_for_selector("html[data-ready=true]")
    assert page.url.endswith("/?kind=airstrike&sort=day")
    expect(page.locator(".me")).to_have_text("Ada")
    expect(page.locator("#rows [data-id]")).to_have_count(1)
    page.keyboard.press("j")
    expect(page.locator("#judging [data-act=accept]")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("#rows .judged")).to_have_text("accepted")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Name")).to_be_visible()
    assert page.request.get(f"{person.address}/api/me").status == 401
    page.go_back()  # to the page as it was: the browser asks for it, and is not let in
    expect(page.get_by_label("Name")).to_be_visible()
    expect(page.locator("#rows")).to_have_count(0)


def test_who_was_signed_out_elsewhere_signs_in_again_and_loses_nothing(person: Person) -> None:
    person.forgiven = ("401", "403")
    page = person.open("/?kind=airstrike", ready=False)
    sign_in(page, "Ada")
    page.wait_for_selector("html[data-ready=true]")
    page.locator("#rows [data-id]").click()
    page.fill("#why", "seen on video")
    with person.library.writing() as connection:
        connection.execute(people.session.delete())
    page.locator("[data-act=accept]").click()
    expect(page.locator("#banner")).to_contain_text("You are not signed in any more")
    other = page.context.new_page()
    person.watch(other)
    other.goto("/login")
    sign_in(other, "Ada")  # in another tab
    other.wait_for_selector("html[data-ready=true]")
    expect(page.locator("#why")).to_have_value("seen on video")
    page.locator("[data-act=accept]").click()
    expect(page.locator("#rows .judged")).to_have_text("accepted")
    expect(page.locator("#banner")).to_be_empty()
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_label("Name")).to_be_visible()
    sign_in(other, "Dee")
    other.wait_for_selector("html[data-ready=true]")
    page.locator("[data-act=reject]").click()
    expect(page.locator(".toast.error").last).to_contain_text("Dee has signed in here since, in place of Ada")
    expect(other.locator("#rows .judged")).to_have_text("accepted")
