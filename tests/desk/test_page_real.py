"""The page over the real server and a library of the stories: what a person sees and does reaches the library."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.desk.browsing import Person, total, until

from dateline.library.finding import Filter, find_claims


def test_every_claim_s_evidence_is_marked_exactly(person: Person) -> None:
    page = person.open(f"/?token={person.token}", drawn=False)
    assert total(page) == page.request.get(f"{person.address}/api/me").json()["library"]["incidents"]
    for stored in find_claims(person.library, Filter()):
        page.evaluate(
            "id => { history.pushState(null, '', `/?claim=${id}`); dispatchEvent(new PopStateEvent('popstate')); }",
            stored.id,
        )
        expect(page.locator("#report-text mark.trigger").first).to_be_in_viewport()
        until(
            page,
            lambda stored=stored: page.locator(".claim-button[aria-current]").get_attribute("data-claim") == stored.id,
        )
        marked = page.evaluate(
            """() => {
              const text = {};
              for (const mark of document.querySelectorAll("#report-text mark")) {
                for (const field of mark.dataset.fields.split(" ")) text[field] = (text[field] ?? "") + mark.textContent;
              }
              return text;
            }"""
        )
        claim = stored.claim
        assert marked["trigger"] == claim.trigger.text
        for field, spans in (
            ("who", claim.agents),
            ("whom", claim.targets),
            ("says", claim.said_by),
            ("count", claim.counts),
        ):
            assert all(span.text in marked.get(field, "") for span in spans if span.text)
        if claim.place and claim.place.text:
            assert marked["where"] == claim.place.text
        if claim.when and claim.when.evidence.text:
            assert marked["when"] == claim.when.evidence.text


def test_judgements_of_each_kind_reach_the_library_and_are_undone(person: Person) -> None:
    page = person.enter(drawn=False)
    page.select_option("#sort", "independent")
    total(page)
    page.locator("#rows [data-id]").first.click()
    page.locator(".claim-button").first.click()
    expect(page.locator("#report-text mark.trigger")).to_be_visible()
    page.fill("#why", "seen")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator(".claim-button[aria-current] .judged")).to_have_text("accepted")
    page.keyboard.press("c")
    page.locator("[data-field=kind]").click()
    page.locator(".editor select").select_option("attack")
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.locator(".claim-button[aria-current]")).to_contain_text("corrected")
    expect(page.locator("form.mode")).to_have_count(0)
    page.keyboard.press("c")
    page.locator("[data-field=place]").click()
    page.fill("#place-search", "Mos")
    page.locator(".editor .offered button").first.click()
    page.get_by_role("button", name="Keep the correction").click()
    until(page, lambda: len(person.history(page)) == 3)
    expect(page.locator("form.mode")).to_have_count(0)
    before = total(page)
    page.keyboard.press("s")
    page.locator(".split-choice input").first.check()
    page.locator("[data-act=confirm]").click()
    until(page, lambda: total(page) == before + 1)
    page.keyboard.press("u")
    until(page, lambda: total(page) == before)
    page.keyboard.press("m")
    page.keyboard.press("j")
    expect(page.locator("#rows .candidate")).to_have_count(1)
    page.locator("[data-act=confirm]").click()
    until(page, lambda: total(page) == before - 1)
    page.keyboard.press("z")
    until(page, lambda: total(page) == before)
    told = [(each["action"], each["undone_at"] is not None) for each in person.history(page)]
    assert told == [("merge", True), ("split", True), ("correct", False), ("correct", False), ("accept", False)]
    page.keyboard.press("h")
    expect(page.locator("table.history tbody tr")).to_have_count(5)


def test_filters_layer_export_and_dossier_work_over_the_real_library(person: Person) -> None:
    page = person.enter()
    everything = total(page)
    page.get_by_role("button", name="Verdict").click()
    choice = page.get_by_role("dialog", name="Verdict").locator("label", has_text="contested")
    expect(choice.locator(".n")).to_have_text(re.compile(r"\d"))
    number = int(choice.locator(".n").inner_text())
    choice.locator("input").check()
    until(page, lambda: total(page) == number < everything)
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    expect(page.locator("#legend")).to_contain_text("Control on")
    page.keyboard.press("e")
    formats = {each["name"] for each in page.request.get(f"{person.address}/api/export").json()}
    assert {link.get_attribute("data-format") for link in page.locator("#export-menu [data-format]").all()} == formats
    for link in page.locator("#export-menu [data-format]").all():
        href = link.get_attribute("href")
        answer = page.request.get(f"{person.address}{href}")
        assert answer.ok, href
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("#card h2")).to_be_visible()
    with page.context.expect_page() as coming:
        page.get_by_role("link", name="Printable dossier").click()
    dossier = coming.value
    person.watch(dossier)
    dossier.wait_for_load_state()
    expect(dossier.locator("h1")).to_be_visible()
    serious = [
        each["id"] for each in Axe().run(dossier).response["violations"] if each["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_a_stranger_sees_a_notice_and_nothing_else(person: Person) -> None:
    person.forgiven = ("401", "403")
    page = person.open("/?incident=x", ready=False)
    expect(page.locator("body")).to_contain_text("dateline desk")
    assert page.locator("#rows").count() == 0
