"""Takes the pictures of the desk that README and docs show, from the invented reports of tests/scenarios.

    python bench/screenshots.py [--library FILE] [--only NAME]

Needs Debian's chromium. The pictures go to docs/screenshots; a library that is named is kept and used again.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from tests.desk.browsing import ARGUMENTS, CHROMIUM, NARROW, WIDE, Server

from dateline.desk.server import make_app, make_desk
from dateline.intake.received import Received
from dateline.library.store import Library
from dateline.reading.reader import InputDocument, Reader
from dateline.weighing.keeping import weigh

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "screenshots"
SCENARIO = ROOT / "tests" / "scenarios" / "bakhmut"
COLOURS = 224  # of a picture: enough for text and maps, and half of the bytes
WIDEST = {"width": 1600, "height": 900}


@dataclass(frozen=True)
class Shot:
    """A picture: how the page is opened, and what is done before it is taken."""

    name: str
    size: dict[str, int] = field(default_factory=lambda: dict(WIDE))
    dark: bool = False
    query: str = ""
    steps: tuple[tuple[str, str], ...] = ()  # ("click", selector) or ("press", key)


_CONTESTED = ("click", "#rows .row.contested")
_CLAIM = ("click", ".claim-button >> nth=0")
SHOTS = (
    Shot("desk"),
    Shot("evidence", query="?sort=verdict", steps=(_CONTESTED, _CLAIM)),
    Shot("evidence-dark", dark=True, query="?sort=verdict", steps=(_CONTESTED, _CLAIM)),
    Shot("control", query="?on=2023-01-27&map=48.62,37.99,9.2&control=1"),
    Shot(
        "correcting",
        size=WIDEST,
        query="?sort=verdict",
        steps=(_CONTESTED, _CLAIM, ("press", "c"), ("click", "[data-field=place]")),
    ),
    Shot("narrow-list", size=NARROW),
    Shot("narrow-card", size=NARROW, query="?sort=verdict", steps=(_CONTESTED,)),
    Shot("narrow-map", size=NARROW, dark=True, query="?tab=map"),
)


def fill(library: Library) -> None:
    """Takes the scenario's reports in, with their outlets and days, and weighs them."""
    known: dict[str, Any] = json.loads((SCENARIO / "expected.json").read_text(encoding="utf-8"))
    reader = Reader()
    for report in known["reports"]:
        path = SCENARIO / report["file"]
        raw = path.read_bytes()
        received = Received(
            text=raw.decode(),
            raw=raw,
            media_type="text/plain",
            origin=path.name,
            name=path.stem,
            id=path.stem,
            language="en",
            title=report["title"],
            outlet=report["outlet"],
            published=date.fromisoformat(report["published"]),
        )
        document = InputDocument(
            received.text, received.id, received.published, received.title, received.outlet, received.url
        )
        library.add(received, next(iter(reader.read_many([document]))))
    weigh(library)


def take(page: Page, address: str, shot: Shot) -> None:
    """Opens the page as the picture wants it, and keeps the picture."""
    page.goto(address + "/" + shot.query)
    page.wait_for_selector("html[data-ready=true]")
    page.wait_for_selector("#rows .row", state="attached")
    for does, what in shot.steps:
        if does == "click":
            page.click(what)
        else:
            page.keyboard.press(what)
        page.wait_for_timeout(900)
    page.mouse.move(0, 0)
    page.wait_for_timeout(1_500)
    path = PICTURES / f"{shot.name}.png"
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)} {path.stat().st_size / 1024:.0f} KiB")


def main() -> None:
    """Takes the pictures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--library", type=Path)
    asked.add_argument("--only")
    given = asked.parse_args()
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = given.library or Path(folder) / "donbas.dateline"
        new = not path.exists()
        with Library(str(path), create=True) as library:
            if new:
                fill(library)
            server = Server()
            desk = make_desk(library, server.port)
            server.app = make_app(desk, [server.address])
            server.start()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                context = browser.new_context()
                entering = context.new_page()
                entering.goto(f"{server.address}/?token={desk.token.value}")
                state = context.storage_state()
                for shot in SHOTS:
                    if given.only and given.only not in shot.name:
                        continue
                    scheme = "dark" if shot.dark else "light"
                    context = browser.new_context(
                        viewport=shot.size, color_scheme=scheme, storage_state=state, locale="en-GB"
                    )
                    take(context.new_page(), server.address, shot)
                    context.close()
                browser.close()
            server.stop()


if __name__ == "__main__":
    main()
