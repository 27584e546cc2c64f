"""The server is slow: nothing typed is lost, no late answer undoes a newer choice, nobody decides about what is not open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect
from tests.desk.browsing import Stub, Visitor, select_in_report, total, until


@pytest.fixture(autouse=True)
def without_map(visitor: Visitor) -> None:
    """These tests look at the list, the card and the report: a map that is not drawn saves their time."""
    visitor.drawn = False


@contextmanager
def held(stub: Stub, *paths: str) -> Iterator[None]:
    """Meanwhile nothing at these paths is answered."""
    stub.desk.held.update(paths)
    try:
        yield
    finally:
        stub.desk.held.difference_update(paths)


def opened(page: Page, incident: str) -> None:
    page.wait_for_function("id => document.querySelector('#card .id')?.textContent === id", arg=incident)


def test_what_is_not_open_yet_is_not_judged_and_neither_is_what_was_open_before(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-block&claim=c-a1")
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    with held(stub, "/api/claims/c-a2", "/api/incidents/i-soledar"):
        page.locator("[data-claim=c-a2]").click()
        page.keyboard.press("a")
        expect(page.locator("#toasts")).to_contain_text("not open yet")
        page.evaluate(
            "history.pushState(null, '', '/?incident=i-soledar'); dispatchEvent(new PopStateEvent('popstate'))"
        )
        expect(page.locator("#card")).to_have_attribute("aria-busy", "true")
        page.keyboard.press("r")
        expect(page.locator(".toast")).to_have_count(2)
    opened(page, "i-soledar")
    assert stub.desk.judgements == []
    page.keyboard.press("r")
    until(page, lambda: [each["id_of"] for each in stub.desk.judgements] == ["i-soledar"])


def test_a_reason_that_is_begun_before_the_card_is_there_decides_nothing(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open()
    total(page)
    with held(stub, "/api/incidents/i-block"):
        page.evaluate("history.pushState(null, '', '/?incident=i-block'); dispatchEvent(new PopStateEvent('popstate'))")
        page.keyboard.press("w")
        page.keyboard.type("arcs")
    expect(page.locator("#why")).to_be_focused()
    page.keyboard.type("seen by us")
    expect(page.locator("#why")).to_have_value("seen by us")
    assert stub.desk.judgements == []


def test_a_reason_that_is_typed_while_another_is_sent_stays(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-block")
    opened(page, "i-block")
    page.fill("#why", "seen")
    with held(stub, "/api/judgements"):
        page.locator("[data-act=accept]").click()
        page.fill("#why", "seen, and more")
    expect(page.locator("#toasts")).to_contain_text("Accepted")
    assert stub.desk.judgements[0]["why"] == "seen"
    expect(page.locator("#why")).to_have_value("seen, and more")


def test_words_that_are_sought_stay_when_something_else_is_chosen_at_once(visitor: Visitor) -> None:
    page = visitor.open()
    total(page)
    page.locator("#q").press_sequentially("Halushko")
    page.locator("#rows [data-id]").first.click()
    until(page, lambda: total(page) == 1)
    expect(page.locator("#q")).to_have_value("Halushko")
    assert "q=Halushko" in page.url


def test_keys_that_come_before_their_answers_each_count(visitor: Visitor, stub: Stub) -> None:
    stub.desk.held.add("/api/incidents")
    page = visitor.open()
    for _ in range(3):
        page.keyboard.press("j")
    stub.desk.held.clear()
    expect(page.locator("#rows [aria-selected=true]")).to_have_attribute("aria-posinset", "3")
    page.focus("#rows")
    with held(stub, "/api/incidents"):
        page.keyboard.press("End")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
    expect(page.locator("#rows [aria-selected=true]")).to_have_attribute("aria-posinset", str(total(page) - 1))


def test_the_card_is_entered_as_soon_as_it_is_there(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open()
    total(page)
    page.focus("#rows")
    with held(stub, "/api/incidents/"):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#card h2")).to_have_count(0)
    expect(page.locator("#card h2")).to_be_focused()


def test_a_late_answer_does_not_undo_a_newer_choice(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-block&claim=c-a2&control=1&on=2023-01-25")
    expect(page.locator("#legend .legend-control")).to_contain_text("5 places")
    with held(stub, "/api/claims/c-a1", "/api/situation"):
        page.locator("#report-text .other-claim", has_text="destroyed").click()
        page.locator("[data-claim=c-d1]").click()
        page.locator("#card .part-head .close").focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("l")
        expect(page.locator("#legend .legend-control")).to_have_count(0)
    expect(page.locator("[data-claim=c-d1]")).to_have_attribute("aria-current", "true")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-claim=c-d1]")).to_have_attribute("aria-current", "true")
    assert page.get_attribute("#map", "data-control") in (None, "0")


def test_the_focus_stays_where_it_was_when_the_page_is_drawn_anew(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-block&claim=c-a1")
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    page.focus("[data-act=accept]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-claim=c-a1] .judged")).to_have_text("accepted")
    expect(page.locator("[data-act=accept]")).to_be_focused()
    page.focus("#card .part-head .close")
    stub.desk.judge("Boris", {"action": "reject", "subject": "claim", "id": "c-a1"})
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-claim=c-a1] .judged")).to_have_text("mixed")
    expect(page.locator("#card .part-head .close")).to_be_focused()


def test_words_that_are_selected_stay_so_when_somebody_judges_the_claim(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-block&claim=c-a1")
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    select_in_report(page, "destroyed")
    assert page.evaluate("getSelection().toString()") == "destroyed"
    stub.desk.judge("Boris", {"action": "reject", "subject": "claim", "id": "c-a1"})
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-claim=c-a1] .judged")).to_have_text("rejected")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("getSelection().toString()") == "destroyed"
