"""The person decides: each judgement by key and by button, undone, kept in the history, seen by others."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.desk.browsing import Stub, Visitor, select_in_report, until


@pytest.fixture(autouse=True)
def without_map(visitor: Visitor) -> None:
    """These tests look at the card and the report: a map that is not drawn saves their time."""
    visitor.drawn = False


def last(stub: Stub, page: Page, number: int = 1) -> dict[str, Any]:
    """The latest of so many judgements, once it has come in."""
    until(page, lambda: len(stub.desk.judgements) >= number)
    assert len(stub.desk.judgements) == number
    judgement: dict[str, Any] = stub.desk.judgements[-1]
    return judgement


@pytest.mark.parametrize(("key", "action", "shown"), [("a", "accept", "accepted"), ("r", "reject", "rejected")])
def test_accepting_and_rejecting_by_key_and_undoing_by_key(
    visitor: Visitor, stub: Stub, key: str, action: str, shown: str
) -> None:
    page = visitor.open("/?incident=i-block&claim=c-a1&place=Kramatorsk")
    expect(page.locator("#judging")).to_contain_text("this claim")
    assert stub.desk.judgements == []  # choosing decided nothing
    page.keyboard.press("w")
    page.keyboard.type("seen by two of us")
    page.keyboard.press("Escape")
    page.keyboard.press(key)
    judgement = last(stub, page)
    assert (judgement["action"], judgement["subject"], judgement["id_of"]) == (action, "claim", "c-a1")
    assert (judgement["why"], judgement["by"]) == ("seen by two of us", "Amina")
    expect(page.locator("#toasts")).to_contain_text("the claim “destroyed” of Reuters")
    expect(page.locator("[data-claim=c-a1] .judged")).to_have_text(shown)
    expect(page.locator("#rows [data-id=i-block] .judged")).to_have_text(shown)
    expect(page.locator("#why")).to_have_value("")
    page.keyboard.press("u")
    until(page, lambda: bool(judgement["undone_at"]))
    expect(page.locator("[data-claim=c-a1] .judged")).to_have_count(0)


def test_judging_the_incident_by_button_and_undoing_in_the_toast(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-block&claim=c-a1")
    expect(page.get_by_label("this claim")).to_be_checked()
    page.get_by_label("the incident").check()
    page.locator("[data-act=accept]").click()
    judgement = last(stub, page)
    assert (judgement["action"], judgement["subject"], judgement["id_of"]) == ("accept", "incident", "i-block")
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    until(page, lambda: bool(judgement["undone_at"]))
    expect(page.locator("#toasts")).to_contain_text("Undone")


def test_the_unjudged_are_gone_through_one_after_the_other(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?judged=false&place=Kramatorsk")
    ids = page.eval_on_selector_all("#rows [data-id]", "all => all.map(each => each.dataset.id)")
    for number, incident in enumerate(ids[:3], 1):
        page.keyboard.press("j")
        page.wait_for_function("id => new URL(location).searchParams.get('incident') === id", arg=incident)
        expect(page.locator("[data-act=accept]")).to_be_visible()
        page.wait_for_function("id => document.querySelector('#card .id').textContent === id", arg=incident)
        page.keyboard.press("a")
        last(stub, page, number)
        expect(page.locator(f"#rows [data-id='{incident}']")).to_have_count(0)
    assert [each["id_of"] for each in stub.desk.judgements] == ids[:3]


def test_typing_goes_on_while_others_decide(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-block&claim=c-a1")
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    page.keyboard.press("w")
    page.keyboard.type("half a ")
    stub.desk.judge("Boris", {"action": "accept", "subject": "claim", "id": "c-a1"})
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-claim=c-a1] .judged")).to_have_text("accepted")
    page.keyboard.type("thought")
    expect(page.locator("#why")).to_have_value("half a thought")


def test_a_field_is_corrected_by_selecting_words_in_the_report(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-signs&claim=c-f1")
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    page.keyboard.press("c")
    page.get_by_role("group", name="Field to correct").get_by_role("button", name="whom", exact=True).click()
    select_in_report(page, " 💥 on")
    page.get_by_role("button", name="Add the words").click()
    page.get_by_label("Name", exact=True).fill("A flash")
    page.get_by_placeholder("why").last.fill("it says so")
    page.get_by_role("button", name="Keep the correction").click()
    judgement = last(stub, page)
    text = stub.desk.data.documents["channel-0128"]["text"]
    (value,) = judgement["value"]
    assert value["name"] == "A flash"
    assert text[value["start"] : value["end"]] == value["text"] == "💥 on"
    assert (judgement["field"], judgement["why"]) == ("targets", "it says so")
    assert stub.desk.data.claims["c-f1"]["claim"]["targets"] == []  # the claim as read is untouched
    expect(page.locator("[data-claim=c-f1]")).to_contain_text("corrected")


def test_a_field_is_corrected_by_keyboard_alone(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-signs&claim=c-f1")
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    page.keyboard.press("c")
    page.get_by_role("button", name="when", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator("#span-words").focus()
    page.keyboard.type("wrote")
    expect(page.locator("#span-note")).to_contain_text("characters 69–74")
    page.get_by_role("button", name="The words say when").focus()
    page.keyboard.press("Enter")
    page.fill("[data-day=start]", "2023-01-27")
    page.fill("[data-day=end]", "2023-01-28")
    page.locator("[data-day=end]").press("Enter")
    value = last(stub, page)["value"]
    assert (value["start"], value["end"]) == ("2023-01-27", "2023-01-28")
    assert value["evidence"] == {"start": 69, "end": 74, "text": "wrote"}


def test_a_place_is_corrected_by_searching_or_by_a_click_on_the_map(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-signs&claim=c-f1&map=48.5,37.8,8", drawn=True)
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    page.locator("[data-act=correct]").click()
    page.get_by_role("button", name="where", exact=True).click()
    page.fill("#place-search", "Bakh")
    page.get_by_role("button", name="Bakhmut").click()
    expect(page.locator(".taken")).to_contain_text("Bakhmut")
    page.get_by_role("button", name="Keep the correction").click()
    value = last(stub, page)["value"]
    assert (value["place_id"], value["text"]) == ("t:Bakhmut", "Chasiv Yar")
    expect(page.locator("form.mode")).to_have_count(0)
    page.keyboard.press("c")
    page.get_by_role("button", name="where", exact=True).click()
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".taken")).to_contain_text(re.compile(r"48\.[45]\d\d, 37\.[78]\d\d"))
    page.get_by_role("button", name="Keep the correction").click()
    value = last(stub, page, 2)["value"]
    assert abs(value["lat"] - 48.5) < 0.02
    assert abs(value["lon"] - 37.8) < 0.02


@pytest.mark.parametrize(
    ("field", "choose", "value"),
    [("kind", "attack", "attack"), ("how sure", "possible", "possible"), ("did it happen", "true", True)],
)
def test_a_value_is_corrected_from_a_list(visitor: Visitor, stub: Stub, field: str, choose: str, value: object) -> None:
    page = visitor.open("/?incident=i-signs&claim=c-f1")
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    page.keyboard.press("c")
    page.get_by_role("button", name=field, exact=True).click()
    page.locator(".editor select").select_option(choose)
    page.get_by_role("button", name="Keep the correction").click()
    assert last(stub, page)["value"] == value


def test_a_figure_is_corrected(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-signs")
    expect(page.locator("#card h2")).to_contain_text("Chasiv Yar")
    page.keyboard.press("c")  # the incident's only claim
    page.get_by_role("button", name="how many", exact=True).click()
    page.get_by_label("At least").fill("10")
    page.get_by_label("At most").fill("")
    page.get_by_label("Of what").select_option("injured")
    page.get_by_role("button", name="Keep the correction").click()
    (value,) = last(stub, page)["value"]
    assert (value["of"], value["low"], value["high"], value["text"]) == ("injured", 10, None, "12")


@pytest.mark.parametrize("by_key", [True, False])
def test_two_incidents_are_merged(visitor: Visitor, stub: Stub, by_key: bool) -> None:
    page = visitor.open("/?incident=i-block&place=Kramatorsk")
    expect(page.locator("#card h2")).to_contain_text("Kramatorsk")
    if by_key:
        page.keyboard.press("m")
        page.keyboard.press("j")
    else:
        page.locator("[data-act=merge]").click()
        page.locator("#rows [data-id]:not([data-id=i-block])").first.click()
    candidate = page.locator("#rows .candidate")
    expect(candidate).to_have_count(1)
    other = candidate.get_attribute("data-id")
    expect(page.locator("#card h2")).to_have_text("shelling Kramatorsk, UA")  # picking opens no other card
    assert stub.desk.judgements == []
    confirm = page.locator("[data-act=confirm]")
    if by_key:
        confirm.focus()
        page.keyboard.press("Enter")
    else:
        confirm.click()
    assert last(stub, page)["content"] == {"incidents": [other]}
    expect(page.locator(f"#rows [data-id='{other}']")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()


@pytest.mark.parametrize("by_key", [True, False])
def test_claims_are_split_off(visitor: Visitor, stub: Stub, by_key: bool) -> None:
    page = visitor.open("/?incident=i-block")
    expect(page.locator("#card h2")).to_contain_text("Kramatorsk")
    if by_key:
        page.keyboard.press("s")
    else:
        page.locator("[data-act=split]").click()
    confirm = page.locator("[data-act=confirm]")
    expect(confirm).to_be_disabled()
    box = page.get_by_role("checkbox", name="Split off: The Defence Ministry")
    if by_key:
        box.focus()
        page.keyboard.press("Space")
    else:
        box.check()
    expect(page.locator("#judging")).to_contain_text("1 claim will become an incident of their own")
    confirm.press("Enter") if by_key else confirm.click()
    assert last(stub, page)["content"] == {"claims": ["c-c1"]}
    expect(page.locator("[data-claim=c-c1]")).to_have_count(0)


def test_escape_leaves_what_was_begun_and_decides_nothing(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-block&claim=c-a1")
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    for key in ("m", "s", "c"):
        page.keyboard.press(key)
        expect(page.locator("#judging form.mode")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#judging form.mode")).to_have_count(0)
    assert stub.desk.judgements == []


def test_the_history_tells_who_when_what_and_why_and_undoes(visitor: Visitor, stub: Stub) -> None:
    for number, action in enumerate(("accept", "reject")):
        stub.desk.judge("Boris", {"action": action, "subject": "claim", "id": "c-a1", "why": f"reason {number}"})
    page = visitor.open("/?incident=i-soledar")
    page.keyboard.press("h")
    table = page.locator("table.history tbody")
    expect(table.locator("tr")).to_have_count(2)
    expect(table.locator("tr").first).to_contain_text("Boris")
    expect(table.locator("tr").first).to_contain_text("rejected the claim")
    expect(table.locator("tr").first).to_contain_text("reason 1")
    assert "show=history" in page.url
    table.get_by_role("button", name="Undo: Boris rejected the claim").click()
    expect(table.locator("tr").first).to_contain_text("undone by Amina")
    table.locator("tr").nth(1).locator(".about button").click()
    expect(page.locator("#history")).to_be_hidden()
    expect(page.locator("#report-text mark.trigger")).to_have_text("destroyed")
    expect(page.locator("#card .decided")).to_contain_text("undone by Amina")


def test_two_people_see_each_other_s_judgements_and_an_editor_the_disagreements(visitor: Visitor, stub: Stub) -> None:
    amina = visitor.open("/?incident=i-soledar&claim=c-e1")
    boris = visitor.open("/?incident=i-soledar&claim=c-e1", who="Boris:coder")
    expect(boris.locator("#report-text mark.trigger")).to_be_visible()
    boris.keyboard.press("r")
    last(stub, boris)
    amina.evaluate("dispatchEvent(new Event('focus'))")  # coming back to the window
    expect(amina.locator("[data-claim=c-e1] .judged")).to_have_text("rejected")
    expect(amina.locator("#toasts")).to_contain_text("Boris rejected")
    amina.keyboard.press("a")
    last(stub, amina, 2)
    expect(amina.locator("[data-claim=c-e1] .judged")).to_have_text("mixed")
    amina.keyboard.press("h")
    amina.get_by_role("button", name="disagreements").click()
    expect(amina.locator("table.history tbody tr")).to_have_count(2)
    boris.keyboard.press("h")
    expect(boris.locator("#history h2")).to_be_visible()
    expect(boris.get_by_role("button", name="disagreements")).to_have_count(0)


def test_a_reader_reads_and_judges_nothing(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-block", who="Rosa:reader")
    expect(page.locator("#judging")).to_contain_text("coders and editors judge")
    page.keyboard.press("a")
    expect(page.locator("#toasts")).to_contain_text("You may read here")
    assert stub.desk.judgements == []


def test_what_is_seen_is_exported(visitor: Visitor) -> None:
    page = visitor.open("/?kind=airstrike&verdict=contested&from=2023-01-10")
    page.keyboard.press("e")
    menu = page.get_by_role("dialog", name="Export what I see")
    assert menu.locator("[data-format]").count() == 10
    expect(menu.get_by_label("incident")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(menu.get_by_label("claim")).to_be_focused()
    expect(menu.get_by_label("claim")).to_be_checked()
    menu.get_by_label("with corrections applied").uncheck()
    with page.expect_download() as coming:
        menu.locator("[data-format=geojson]").click()
    assert coming.value.suggested_filename == "donbas.geojson"
    assert coming.value.url.endswith(
        "/api/export/geojson?kind=airstrike&verdict=contested&from=2023-01-10&per=claim&corrections=false"
    )


def test_a_decision_that_the_server_refuses_says_why(visitor: Visitor, stub: Stub) -> None:
    visitor.forgiven = ("404",)
    page = visitor.open("/?incident=i-signs")
    expect(page.locator("#card h2")).to_contain_text("Chasiv Yar")
    del stub.desk.data.incidents["i-signs"]
    page.fill("#why", "because")
    page.locator("[data-act=accept]").click()
    expect(page.locator(".toast.error")).to_contain_text("there is no incident")
    expect(page.locator("#why")).to_have_value("because")


@pytest.mark.parametrize("way", ["Escape", "button"])
def test_the_keys_are_listed_and_can_be_switched_off(visitor: Visitor, stub: Stub, way: str) -> None:
    page = visitor.open("/?incident=i-block")
    expect(page.locator("#card h2")).to_contain_text("Kramatorsk")
    page.keyboard.press("?")
    help_box = page.locator("#help")
    expect(help_box).to_contain_text("merge with another incident")
    help_box.get_by_label("single keys do this").uncheck()
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        help_box.get_by_role("button", name="Close the keys").click()
    expect(help_box).to_be_hidden()
    page.keyboard.press("a")
    page.locator("#open-history").click()
    expect(page.locator("#history")).to_contain_text("Nothing has been decided yet.")
    assert stub.desk.judgements == []
