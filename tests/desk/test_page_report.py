"""The report beside the card: exactly the right characters marked, scrolled to, and hostile content inert."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.desk.browsing import Stub, Visitor, until


@pytest.fixture(autouse=True)
def without_map(visitor: Visitor) -> None:
    """These tests look at the card and the report: a map that is not drawn saves their time."""
    visitor.drawn = False


MARKED = """() => {
  const out = [];
  for (const mark of document.querySelectorAll("#report-text mark")) {
    for (const field of mark.dataset.fields.split(" ")) out.push([field, mark.textContent]);
  }
  return out;
}"""


def test_the_evidence_of_every_field_is_marked_and_scrolled_to(visitor: Visitor) -> None:
    page = visitor.open("/?incident=i-block")
    page.locator("[data-claim=c-a3]").click()
    trigger = page.locator("#report-text mark.trigger")
    expect(trigger).to_have_text("bodies")
    expect(trigger).to_be_in_viewport()
    assert page.evaluate("document.querySelector('#report-text').scrollTop") > 100
    assert sorted(page.evaluate(MARKED)) == [
        ["count", "five"],
        ["says", "Halushko"],
        ["says", "Reuters"],
        ["trigger", "bodies"],
        ["whom", "Two more"],
    ]
    legend = page.get_by_role("list", name="Colours of the evidence")
    words = ["what", "who", "whom", "where", "when", "how many", "says", "doubt", "not"]
    assert legend.get_by_role("listitem").all_inner_texts() == words
    colours = page.eval_on_selector_all(
        "#report-text mark", "all => all.map(mark => getComputedStyle(mark).backgroundColor)"
    )
    assert len(set(colours)) == 4


def test_marks_that_lie_in_one_another_both_show(visitor: Visitor) -> None:
    page = visitor.open("/?incident=i-block&claim=c-a2")
    expect(page.locator("#report-text mark.trigger")).to_have_text("killing")
    marked = page.evaluate(MARKED)
    assert ["count", "at least three"] in marked
    assert ["whom", "at least three"] in marked
    assert ["whom", " people"] in marked
    nested = page.locator("#report-text mark[data-fields='count whom']")
    expect(nested).to_have_attribute("data-label", "whom how many")


def test_characters_beyond_the_first_plane_and_combining_marks_are_counted_right(visitor: Visitor) -> None:
    page = visitor.open("/?incident=i-signs&claim=c-f1")
    expect(page.locator("#report-text mark.trigger")).to_have_text("𝔣ought")
    assert page.evaluate(MARKED) == [
        ["who", "Ca\u0301rdenas’ men"],
        ["trigger", "𝔣ought"],
        ["where", "Chasiv Yar"],
        ["when", "Saturday"],
        ["says", "José‹U+202E› Martí\u0301"],
        ["count", "12"],
    ]


def test_the_library_s_offsets_and_those_of_the_browser_are_turned_into_each_other(visitor: Visitor) -> None:
    page = visitor.open(ready=False)
    text = "a🔥b\u0301𝔣🕯🕯c"
    turned = page.evaluate(
        """async (text) => {
          const { Offsets } = await import("/static/offsets.js");
          const offsets = new Offsets(text);
          const points = Array.from(text).length;
          const out = [];
          for (let point = 0; point <= points; point += 1) {
            const unit = offsets.toUnits(point);
            out.push([point, unit, offsets.toPoints(unit)]);
          }
          return out;
        }""",
        text,
    )
    units = [len(text[:point].encode("utf-16-le")) // 2 for point in range(len(text) + 1)]
    assert turned == [[point, unit, point] for point, unit in enumerate(units)]


def test_another_claim_of_the_report_is_chosen_in_the_text(visitor: Visitor) -> None:
    page = visitor.open("/?incident=i-block&claim=c-a2")
    page.locator("#report-text .other-claim", has_text="destroyed").click()
    expect(page.locator("#report-text mark.trigger")).to_have_text("destroyed")
    expect(page.locator("[data-claim=c-a1]")).to_have_attribute("aria-current", "true")
    page.keyboard.press("n")
    expect(page.locator("#report-text mark.trigger")).to_have_text("killing")
    page.keyboard.press("Escape")
    expect(page.locator("#report")).to_be_hidden()


def test_doubt_and_denial_are_marked(visitor: Visitor) -> None:
    page = visitor.open("/?incident=i-soledar&claim=c-e1")
    expect(page.locator("#report-text mark.doubt")).to_have_text("reportedly")
    page.locator("[data-claim=c-e2]").click()
    expect(page.locator("#report-text mark.not")).to_have_text("denied")
    expect(page.locator("[data-claim=c-e2]")).to_contain_text("denies")


def hostile(page: Page) -> None:
    expect(page.locator("#report-text")).to_contain_text("<img src=x onerror=alert(1)><script>alert(2)</script> Rebels")
    assert page.locator("#report img, #card img, #rows img, #report script, #card script").count() == 0
    expect(page.locator("#report h2")).to_have_text("<img src=x onerror=alert(1)><script>alert(2)</script>")
    assert page.locator("#report a, #card a[href*=javascript]").count() == 0
    expect(page.locator("#report .no-link")).to_have_text("javascript:alert(5)")
    expect(page.locator("#report-text .sign").first).to_have_text("‹U+202E›")
    assert "\u202e" not in (page.text_content("body") or "")


def test_hostile_content_is_inert(visitor: Visitor, stub: Stub) -> None:
    page = visitor.open("/?incident=i-hostile&claim=c-g1&q=" + "%3Cscript%3Ealert(9)%3C%2Fscript%3E")
    hostile(page)
    page.get_by_role("button", name="Outlet").click()
    page.get_by_role("button", name="Clear").click()
    page.fill("#why", "<img src=x onerror=alert(7)>")
    page.locator("[data-act=reject]").click()
    until(page, lambda: bool(stub.desk.judgements))
    page.keyboard.press("Escape")
    page.locator("#open-history").click()
    expect(page.locator("table.history")).to_contain_text("<img src=x onerror=alert(7)>")


def test_a_link_of_a_report_opens_only_on_a_click_and_carries_nothing(visitor: Visitor) -> None:
    page = visitor.open("/?incident=i-block&claim=c-a1")
    link = page.locator("#report a")
    expect(link).to_have_attribute("href", "https://news.example/reuters/0126")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("target", "_blank")
