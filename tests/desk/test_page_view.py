"""Map, timeline and list as one view: filtering, brushing, stepping, links, choosing."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.desk.browsing import Stub, Visitor, total, until

from dateline.situation.model import Status

ALL = 244


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def on_map(page: Page) -> int:
    return int(page.get_attribute("#map", "data-points") or -1)


def in_bars(page: Page) -> int:
    words = re.match(r"[\d,]+", page.text_content("#bars-words") or "")
    return int(words[0].replace(",", "")) if words else -1


def click_middle(page: Page, shows: str) -> None:
    """Clicks the middle of the map, again while it is still being drawn, until it shows what it should."""
    page.wait_for_selector("html[data-ready=true]")
    box = page.locator("#map").bounding_box()
    assert box is not None

    def clicked() -> bool:
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(150)
        return page.locator(shows).count() > 0

    until(page, clicked)


def test_the_list_goes_to_the_incident_that_a_link_or_the_map_has_chosen(visitor: Visitor, stub: Stub) -> None:
    far = sorted(stub.desk.data.incidents.values(), key=lambda each: each["when"]["start"])[20]["id"]
    page = visitor.open(f"/?incident={far}", drawn=False)
    row = page.locator(f"#rows [data-id='{far}']")
    expect(row).to_be_in_viewport()
    expect(row).to_have_attribute("aria-selected", "true")
    page.keyboard.press("j")
    expect(page.locator("#rows [aria-selected=true]")).not_to_have_attribute("data-id", far)
    expect(page.locator("#rows [aria-selected=true]")).to_be_in_viewport()
    following = page.locator("#rows [aria-selected=true]").get_attribute("data-id")
    page.evaluate("document.querySelector('#rows').scrollTop = 0")
    page.locator("#rows [data-id]").first.click()
    page.go_back()
    expect(page.locator(f"#rows [data-id='{following}']")).to_be_in_viewport()


def test_a_second_kind_is_added_to_the_first(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?kind=airstrike", drawn=False)
    airstrikes = total(page)
    page.locator("#open-kind").click()
    clash = page.get_by_role("dialog", name="Kind").locator("label", has_text="clash")
    clashes = sum(each["kind"] == "clash" for each in stub.desk.data.incidents.values())
    expect(clash.locator(".n")).to_have_text(str(clashes))
    clash.locator("input").check()
    until(page, lambda: total(page) == airstrikes + clashes)


def test_a_filter_narrows_list_map_and_timeline_together(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open()
    assert total(page) == ALL
    page.get_by_role("button", name="Kind").click()
    dialog = page.get_by_role("dialog", name="Kind")
    airstrikes = sum(each["kind"] == "airstrike" for each in stub.desk.data.incidents.values())
    choice = dialog.locator("label", has_text="airstrike")
    expect(choice.locator(".n")).to_have_text(str(airstrikes))
    choice.locator("input").check()
    until(page, lambda: total(page) == airstrikes == on_map(page) == in_bars(page))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert query(page)["kind"] == ["airstrike"]
    page.get_by_role("button", name="Verdict").click()
    page.get_by_role("dialog", name="Verdict").get_by_label("contested").check()
    until(page, lambda: total(page) < airstrikes)
    assert page.locator("#rows [data-id] b").all_inner_texts() == ["airstrike"] * total(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Clear").click()
    until(page, lambda: total(page) == ALL == on_map(page))


def test_filters_are_set_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.open(drawn=False)
    page.focus("#open-verdict")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Verdict").get_by_label("single source")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#open-verdict")).to_contain_text("corroborated")
    page.keyboard.press("Escape")
    expect(page.locator("#open-verdict")).to_be_focused()
    page.focus("#open-place")
    page.keyboard.press("Enter")
    page.keyboard.type("Krama")
    page.keyboard.press("Enter")
    expect(page.locator("#open-place")).to_contain_text("Krama")
    assert query(page) | {"map": []} == {"verdict": ["corroborated"], "place": ["Krama"], "map": []}


def test_a_value_of_a_filter_is_chosen_from_those_that_there_are(visitor: Visitor) -> None:
    page = visitor.open(drawn=False)
    for name, value in (("Said by", "residents"), ("Outlet", "AFP"), ("Actor", "Russian forces")):
        before = total(page)
        page.get_by_role("button", name=name).click()
        choice = page.get_by_role("dialog", name=name).locator("button", has_text=value)
        expect(choice.locator(".n")).to_have_text(re.compile(r"\d+"))
        number = int((choice.locator(".n").text_content() or "").replace(",", ""))
        choice.click()
        until(page, lambda number=number: total(page) == number)
        assert 0 < number < before
    page.get_by_role("button", name="Judged").click()
    page.get_by_role("dialog", name="Judged").get_by_label("judged", exact=True).check()
    until(page, lambda: total(page) == 0)
    expect(page.locator("#list-note")).to_contain_text("Nothing is left")
    page.get_by_role("button", name="Take all filters away").click()
    until(page, lambda: total(page) == ALL)


def test_words_are_searched_after_the_slash(visitor: Visitor) -> None:
    page = visitor.open(drawn=False)
    page.keyboard.press("/")
    page.keyboard.type("Halushko")
    until(page, lambda: total(page) == 1)
    assert query(page)["q"] == ["Halushko"]


def test_a_period_is_brushed_with_the_pointer_and_moved_with_keys(visitor: Visitor) -> None:
    page = visitor.open()
    total(page)
    box = page.locator("#bars").bounding_box()
    assert box is not None
    middle = box["y"] + 30
    page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, middle, steps=4)
    page.mouse.up()
    first, last = query(page)["from"][0], query(page)["to"][0]
    assert "2023-01-01" < first < last < "2023-02-01"
    until(page, lambda: 0 < total(page) < ALL)
    brushed = total(page)
    until(page, lambda: on_map(page) == brushed)
    assert in_bars(page) == ALL  # the bars outside stay, paler
    page.get_by_role("slider", name="Last day of the period").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert query(page)["to"][0][-2:] == f"{int(last[-2:]) + 2:02}"
    assert query(page)["from"][0] == first
    until(page, lambda: total(page) > brushed)
    page.get_by_role("button", name="Zoom", exact=True).click()
    until(page, lambda: in_bars(page) == total(page))
    page.get_by_role("button", name="All", exact=True).click()
    until(page, lambda: total(page) == ALL)


def test_days_are_stepped_with_the_arrows(visitor: Visitor) -> None:
    page = visitor.open("/?on=2023-01-20", drawn=False)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#on")).to_have_value("2023-01-21")
    page.get_by_role("button", name="The day before").click()
    page.locator("body").click(position={"x": 700, "y": 5})
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#on")).to_have_value("2023-01-19")
    page.locator("#day-only").check()
    until(page, lambda: 0 < total(page) < 20)
    page.get_by_role("button", name="The day after").click()
    assert query(page)["from"] == query(page)["to"] == query(page)["on"] == ["2023-01-20"]
    page.fill("#on", "2023-01-25")
    assert query(page)["from"] == ["2023-01-25"]


def test_a_link_shows_another_person_the_same_view(visitor: Visitor) -> None:
    page = visitor.open("/?verdict=contested&place=Soledar&control=1&on=2023-01-25&sort=day&map=48.6,37.9,7.5")
    page.locator("[data-id=i-soledar]").click()
    page.locator("[data-claim=c-e2]").click()
    expect(page.locator("#report-text mark.not")).to_have_text("denied")
    number = total(page)
    other = visitor.open(page.url.removeprefix(visitor.address), color_scheme="dark")
    assert total(other) == number < ALL
    expect(other.locator("#card h2")).to_have_text("capture Soledar, UA")
    expect(other.locator("#report-text mark.trigger")).to_have_text("fallen")
    expect(other.locator("#legend")).to_contain_text("Control on 25 Jan 2023")
    expect(other.locator("#sort")).to_have_value("day")
    assert query(other)["map"] == query(page)["map"]
    assert query(other)["map"][0].startswith("48.6000,37.9000,7.5")


@pytest.mark.parametrize(
    "broken", ["kind=nonsense&from=2023-99-99&map=1,2&incident=../x", "map=999,999,3&near=x&tab=none&on="]
)
def test_a_broken_link_still_shows_something(visitor: Visitor, broken: str) -> None:
    page = visitor.open(f"/?{broken}", drawn=False)
    assert total(page) == ALL
    expect(page.locator("#card")).to_be_hidden()


def test_back_and_forward_go_through_the_views(visitor: Visitor) -> None:
    page = visitor.open(drawn=False)
    total(page)
    page.locator("#rows [data-id]").first.click()
    title = page.locator("#card h2").inner_text()
    page.get_by_role("button", name="Verdict").click()
    page.get_by_role("dialog", name="Verdict").get_by_label("contested").check()
    until(page, lambda: total(page) < ALL)
    page.keyboard.press("Escape")
    page.go_back()
    until(page, lambda: total(page) == ALL)
    expect(page.locator("#card h2")).to_have_text(title)
    page.go_back()
    expect(page.locator("#card")).to_be_hidden()
    page.go_forward()
    expect(page.locator("#card h2")).to_have_text(title)


def test_a_long_list_is_fetched_page_by_page_and_stepped_with_j_and_k(visitor: Visitor) -> None:
    page = visitor.open(drawn=False)
    total(page)
    assert page.locator("#rows [role=option]").count() < 40
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#rows [aria-selected=true]")).to_have_attribute("aria-posinset", "2")
    page.keyboard.press("k")
    expect(page.locator("#rows [aria-selected=true]")).to_have_attribute("aria-posinset", "1")
    page.focus("#rows")
    page.keyboard.press("End")
    expect(page.locator("#rows [aria-selected=true]")).to_have_attribute("aria-posinset", str(ALL))
    assert page.locator("#rows [role=option]").count() < 40
    assert page.get_attribute("#rows", "aria-activedescendant") == f"row-{ALL - 1}"
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    page.select_option("#sort", "independent")
    expect(page.locator("#rows [data-id]").first).to_contain_text("3 origins")


def test_the_card_shows_figures_and_origins_at_a_glance(visitor: Visitor) -> None:
    page = visitor.open("/?incident=i-block", drawn=False)
    card = page.locator("#card")
    expect(card.locator(".badge")).to_have_text("contested")
    killed = card.locator("table.figures", has_text="killed")
    expect(killed.locator("caption")).to_contain_text("contradict")
    assert killed.locator("tbody tr").count() == 3
    expect(killed.locator("tbody tr").nth(2)).to_contain_text("Russian Ministry of Defence")
    expect(killed.locator("tbody tr").nth(2)).to_contain_text("40")
    injured = card.locator("table.figures", has_text="injured")
    expect(injured).to_contain_text("20 or more")
    expect(injured.locator(".head")).to_be_visible()  # an open end is an arrow
    governor = card.locator(".tree > li").first
    expect(governor.locator(".origin-name")).to_have_text("Anton Halushko")
    copy = governor.locator("ol ol .leaf")
    expect(copy).to_have_text(re.compile("London Courier.*copy"))
    expect(governor.locator(".leaf", has_text="through Reuters")).to_be_visible()
    page.locator("[data-claim=c-d1]").click()
    page.locator("[data-focus=why-c-c1]").click()
    expect(page.locator(".why-together table")).to_contain_text("one place")
    expect(card.get_by_role("link", name="Printable dossier")).to_have_attribute("href", "/incidents/i-block/dossier")


def test_the_layer_of_control_has_its_definitions(visitor: Visitor) -> None:
    page = visitor.open("/?on=2023-01-15")
    page.keyboard.press("l")
    legend = page.locator("#legend")
    expect(legend).to_contain_text("heldsomeone other than the holder says so")
    expect(legend).to_contain_text("claimedonly the holder says so")
    assert page.get_attribute("#map", "data-control") == "5"
    legend.locator("details.states summary").click()
    row = legend.locator("tr", has_text="Soledar")
    expect(row).to_contain_text("claimed")
    page.fill("#on", "2023-01-21")
    expect(row).to_contain_text("held")
    row.get_by_role("button", name="for 1").click()
    expect(page.locator("#report-text mark.trigger")).to_have_text("taken")


def test_a_point_on_the_map_is_chosen_and_one_place_offers_all_its_incidents(visitor: Visitor) -> None:
    page = visitor.open("/?q=Halushko&map=48.723,37.556,9")
    click_middle(page, "#card h2")
    expect(page.locator("#card h2")).to_have_text("shelling Kramatorsk, UA")
    page.goto(f"{visitor.address}/?place=Kramatorsk&map=48.723,37.556,13.5")
    click_middle(page, ".offer")
    offer = page.locator(".offer")
    expect(offer.locator("li").first).to_be_visible()
    offer.get_by_role("button", name=re.compile("Show all")).click()
    assert query(page)["near"] == ["48.723,37.556,1"]


def test_the_legend_has_the_words_of_the_definitions() -> None:
    root = Path(__file__).parent.parent.parent
    words = (root / "src/dateline/desk/static/words.js").read_text(encoding="utf-8")
    page = " ".join((root / "docs/situation.md").read_text(encoding="utf-8").split())
    listed = words.split("STATUS_MEANING = {")[1].split("};")[0]
    meanings = re.findall(r'(\w+): "([^"]+)"', listed)
    assert [status for status, _ in meanings] == [status.value for status in Status]
    for status, meaning in meanings:
        assert f"- **{status}**: {meaning}" in page
