"""The server goes away: the page says so, keeps what was typed and decided, and goes on when it is back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.desk.browsing import Stub, Visitor, until


@pytest.fixture(autouse=True)
def without_map(visitor: Visitor) -> None:
    """These tests look at the card and the report: a map that is not drawn saves their time."""
    visitor.drawn = False


GONE = ("ERR_CONNECTION", "ERR_EMPTY_RESPONSE")


def test_a_decision_made_while_the_server_is_gone_is_kept_and_sent_once(visitor: Visitor, stub: Stub) -> None:
    visitor.forgiven = GONE
    page = visitor.open("/?incident=i-block&claim=c-a1")
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    page.fill("#why", "typed while it was there")
    stub.stop()
    page.locator("[data-act=reject]").click()
    expect(page.get_by_role("alert")).to_contain_text("The server is gone")
    expect(page.locator("#toasts")).to_contain_text("Kept here")
    stub.start()
    expect(page.get_by_role("alert")).to_be_empty()
    until(page, lambda: len(stub.desk.judgements) == 1)
    assert stub.desk.judgements[0]["why"] == "typed while it was there"
    expect(page.locator("[data-claim=c-a1] .judged")).to_have_text("rejected")
    page.reload()
    expect(page.locator("[data-claim=c-a1] .judged")).to_have_text("rejected")
    assert len(stub.desk.judgements) == 1


def test_what_was_typed_outlives_the_server_and_the_page(visitor: Visitor, stub: Stub) -> None:
    visitor.forgiven = GONE
    page = visitor.open("/?incident=i-signs&claim=c-f1")
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    page.fill("#why", "half a thought")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.get_by_role("button", name="whom", exact=True).click()
    page.locator("#span-words").fill("12 fell")
    page.get_by_role("button", name="Add the words").click()
    page.get_by_placeholder("why").last.fill("and another")
    stub.stop()
    page.keyboard.press("Escape")
    page.locator("#q").fill("anything")
    expect(page.get_by_role("alert")).to_contain_text("The server is gone")
    expect(page.locator("#card h2")).to_contain_text("Chasiv Yar")  # what was loaded stays
    stub.start()
    page.get_by_role("button", name="Try now").click()
    expect(page.get_by_role("alert")).to_be_empty()
    page.goto(f"{stub.address}/?incident=i-signs&claim=c-f1")
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    page.keyboard.press("c")
    expect(page.get_by_label("Name", exact=True)).to_have_value("12 fell")
    expect(page.get_by_placeholder("why").last).to_have_value("and another")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#why")).to_have_value("half a thought")


def test_a_decision_that_was_not_sent_yet_is_taken_back(visitor: Visitor, stub: Stub) -> None:
    visitor.forgiven = GONE
    page = visitor.open("/?incident=i-block")
    expect(page.locator("#card h2")).to_contain_text("Kramatorsk")
    stub.stop()
    page.keyboard.press("a")
    expect(page.locator("#toasts")).to_contain_text("Kept here")
    page.keyboard.press("u")
    expect(page.locator("#toasts")).to_contain_text("Taken back before it was sent")
    stub.start()
    expect(page.get_by_role("alert")).to_be_empty()
    assert stub.desk.judgements == []


def test_an_undo_while_the_server_is_gone_says_that_nothing_was_undone(visitor: Visitor, stub: Stub) -> None:
    visitor.forgiven = GONE
    page = visitor.open("/?incident=i-block")
    expect(page.locator("#card h2")).to_contain_text("Kramatorsk")
    page.keyboard.press("a")
    until(page, lambda: len(stub.desk.judgements) == 1)
    expect(page.locator("#toasts")).to_contain_text("Accepted")
    stub.stop()
    page.keyboard.press("z")
    expect(page.locator("#toasts")).to_contain_text("nothing was undone")
    stub.start()
    expect(page.get_by_role("alert")).to_be_empty()
    page.keyboard.press("z")
    until(page, lambda: bool(stub.desk.judgements[0]["undone_at"]))
