"""How the page looks: both sizes, both themes, and no serious fault for people who cannot see or point."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.desk.browsing import NARROW, WIDE, Visitor, total

VIEW = "/?incident=i-block&claim=c-a2&control=1&on=2023-01-26"


def faults(page: Page) -> list[str]:
    """The serious and critical faults that axe finds, with what they are about."""
    found: dict[str, Any] = Axe().run(page).response
    return [
        f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def overflowing(page: Page) -> list[str]:
    """What sticks out of the window to the right."""
    out: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, h2, .part, .row, .claim, .acts")]
          .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
          .map((each) => each.outerHTML.slice(0, 120))"""
    )
    return out


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_no_serious_fault(visitor: Visitor, size: dict[str, int], scheme: str) -> None:
    page = visitor.open(VIEW + "&tab=card", viewport=size, color_scheme=scheme)
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    assert faults(page) == []
    assert overflowing(page) == []
    if size is NARROW:
        page.get_by_role("button", name="List").click()
        total(page)
        page.get_by_role("button", name="Filters").click()
        assert faults(page) == []
    page.get_by_role("button", name="Verdict", exact=False).first.click()
    expect(page.get_by_role("dialog", name="Verdict")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    expect(page.locator("#history h2")).to_be_visible()
    assert faults(page) == []


def test_the_parts_are_tabs_on_a_small_screen(visitor: Visitor) -> None:
    page = visitor.open(viewport=NARROW, has_touch=True)
    total(page)
    expect(page.locator("#map")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.locator("#rows [data-id]").first.tap()
    expect(page.locator("#card h2")).to_be_visible()
    expect(page.locator("#rows")).to_be_hidden()
    page.locator("[data-claim]").first.tap()
    expect(page.locator("#report-text mark.trigger")).to_be_in_viewport()
    expect(page.locator("[data-act=accept]")).to_be_in_viewport()
    page.get_by_role("button", name="Map", exact=True).tap()
    expect(page.locator("#map canvas")).to_be_visible()
    expect(page.locator("#bars")).to_be_visible()
    assert overflowing(page) == []
    page.get_by_role("button", name="List", exact=True).tap()
    page.get_by_role("button", name="Filters").tap()
    expect(page.get_by_role("button", name="Said by")).to_be_visible()


def test_everything_fits_at_1280_by_720(visitor: Visitor) -> None:
    page = visitor.open(VIEW)
    expect(page.locator("#report-text mark.trigger")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert overflowing(page) == []
    for part in ("#rows", "#map", "#bars", "#report-text", "#card h2", "[data-act=accept]"):
        expect(page.locator(part)).to_be_in_viewport()
    for part, least in (("#map", 120), ("#report-text", 180), ("#rows", 400)):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["height"] >= least, part


def test_the_theme_follows_the_system_until_it_is_chosen(visitor: Visitor) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page = visitor.open(color_scheme="dark")
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Colours: system").click()
    page.wait_for_function(f"() => {ground} !== '{dark}'")
    page.reload()
    page.wait_for_selector("html[data-ready=true]")
    assert page.evaluate(ground) != dark
    page.get_by_role("button", name="Colours: light").click()
    assert page.evaluate(ground) == dark


def test_without_webgl_the_rest_still_works(visitor: Visitor) -> None:
    page = visitor.open(ready=False)
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    visitor.forgiven = ("WebGL", "webgl")
    page.reload()
    page.wait_for_selector("html[data-ready=true]")
    assert total(page) > 200
    expect(page.locator("#map")).to_contain_text("The map needs WebGL")
    page.keyboard.press("j")
    expect(page.locator("#card h2")).to_be_visible()
    page.keyboard.press("l")
    expect(page.locator("#legend")).to_contain_text("Control on")


def test_the_page_names_where_its_data_are_from(visitor: Visitor) -> None:
    page = visitor.open(ready=False)
    expect(page.locator(".credit")).to_contain_text("Places GeoNames, CC BY 4.0")
    expect(page.locator(".credit")).to_contain_text("Borders Natural Earth, public domain")
