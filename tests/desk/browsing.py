"""What the tests of the page share: a browser, the stub on a port of its own, and pages that are watched.

A watched page fails its test where it asks another host for anything, opens a dialog, or breaks the Content Security
Policy or a script.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.desk.stub import Desk, application

from dateline.desk.server import make_app, make_desk
from dateline.desk.tiles import Tiles
from dateline.library.store import Library

expect.set_options(timeout=20_000)
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
NO_WEBGL = """
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind.startsWith("webgl") ? null : getContext.call(this, kind, ...more);
};
"""
WIDE = {"width": 1280, "height": 720}
NARROW = {"width": 390, "height": 844}


class Server:
    """An application on a port of loopback, which can be stopped and started again on the same port."""

    def __init__(self, app: Any = None) -> None:
        """The port is taken at once, so that an application which must know it can be made; without one, it waits."""
        self.app = app
        self.listening = self._listen(0)
        self.port: int = self.listening.getsockname()[1]
        if app is not None:
            self.start()

    @staticmethod
    def _listen(port: int) -> socket.socket:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        return listening

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        if self.listening.fileno() < 0:
            self.listening = self._listen(self.port)
        self.server = uvicorn.Server(uvicorn.Config(self.app, log_level="error", timeout_graceful_shutdown=1))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.listening]}, daemon=True)
        self.thread.start()
        until = time.monotonic() + 20
        while not self.server.started and time.monotonic() < until:
            time.sleep(0.01)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)
        self.listening.close()


class Stub(Server):
    """The stub with its data at hand."""

    def __init__(self) -> None:
        super().__init__(application())

    @property
    def desk(self) -> Desk:
        desk: Desk = self.app.state.desk
        return desk


class Tabs:
    """Contexts that one test after the other uses: what a page keeps in them is taken away, its files stay in the cache."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.contexts: dict[bool, BrowserContext] = {}

    def context(self, drawn: bool) -> BrowserContext:
        """The one with a map that is drawn, or the one without."""
        if drawn not in self.contexts:
            made = self.contexts[drawn] = self.browser.new_context(viewport=WIDE, base_url=self.address)
            if not drawn:
                made.add_init_script(NO_WEBGL)
        return self.contexts[drawn]

    def clear(self) -> None:
        """Leaves nothing of a test to the next."""
        for context in self.contexts.values():
            if not context.pages:
                continue
            tools = context.new_cdp_session(context.pages[0])
            tools.send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": "local_storage"})
            for page in context.pages:
                page.close()
            context.clear_cookies()

    def close(self) -> None:
        """Closes them."""
        for context in self.contexts.values():
            context.close()


class Visitor:
    """A person at the page, who is told of everything that must not happen."""

    def __init__(self, browser: Browser, address: str, tabs: Tabs | None = None) -> None:
        """`tabs` are used where a page needs nothing of its own; else each is opened in a context of its own."""
        self.browser = browser
        self.address = address
        self.tabs = tabs
        self.contexts: list[BrowserContext] = []
        self.wrong: list[str] = []
        self.forgiven: tuple[str, ...] = ()
        self.allowed: list[str] = [f"{address}/"]  # where the page may ask
        self.drawn = True

    def open(
        self,
        path: str = "/",
        *,
        who: str | None = None,
        ready: bool = True,
        drawn: bool | None = None,
        first: Callable[[BrowserContext], object] | None = None,
        **options: Any,
    ) -> Page:
        """A page at this path, of a browser that has kept nothing; `who` is a name and a role, as "Boris:coder".

        `first` is done before the page is opened. With `drawn` false (else as the visitor's) the browser has no WebGL and
        so draws no map, which takes much of the time.
        """
        drawn = self.drawn if drawn is None else drawn
        if self.tabs and not (who or first or options):
            page = self.tabs.context(drawn).new_page()
        else:
            context = self.browser.new_context(**({"viewport": WIDE, "base_url": self.address} | options))
            self.contexts.append(context)
            if first:
                first(context)
            if who:
                context.add_cookies([{"name": "who", "value": who, "url": self.address}])
            if not drawn:
                context.add_init_script(NO_WEBGL)
            page = context.new_page()
        page.set_default_timeout(20_000)
        self.watch(page)
        page.goto(self.address + path)
        if ready:
            page.wait_for_selector("html[data-ready=true]")
        return page

    def watch(self, page: Page) -> None:
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith(("blob:", "data:", *self.allowed))
                else self.wrong.append(f"asked {asked.url}")
            ),
        )
        page.on("dialog", lambda dialog: (self.wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: self.wrong.append(f"script error {error.message}"))
        page.on(
            "console",
            lambda said: (
                self.wrong.append(f"console: {said.text} {said.location.get('url', '')}")
                if said.type == "error"
                else None
            ),
        )

    def close(self) -> None:
        """Closes the pages; the server is stopped after that, so that no request is under way."""
        while self.contexts:
            self.contexts.pop().close()
        if self.tabs:
            self.tabs.clear()

    def leave(self) -> None:
        """Closes the pages. Nothing may have gone wrong in them."""
        self.close()
        wrong = [each for each in self.wrong if not any(words in each for words in self.forgiven)]
        assert not wrong, wrong


@pytest.fixture(scope="module")  # no longer than that: other tests may want an event loop of their own
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, drawing WebGL in software."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is not installed; the page's tests need Debian's chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served() -> Iterator[Stub]:
    """The stub that the tests of a module use one after the other."""
    server = Stub()
    yield server
    server.stop()


@pytest.fixture
def stub(served: Stub) -> Stub:
    """The stub as it was before anyone judged."""
    served.desk.begin_anew()
    if not served.thread.is_alive():
        served.start()
    return served


@pytest.fixture(scope="module")
def tabs(chromium: Browser, served: Stub) -> Iterator[Tabs]:
    """A browser that has the page's files already: opening the page in it takes half of the time."""
    shared = Tabs(chromium, served.address)
    yield shared
    shared.close()


@pytest.fixture
def visitor(chromium: Browser, stub: Stub, tabs: Tabs) -> Iterator[Visitor]:
    """A visitor of the stub."""
    person = Visitor(chromium, stub.address, tabs)
    yield person
    person.leave()


class Person(Visitor):
    """A person at the real desk, let in by the token."""

    def __init__(self, browser: Browser, address: str, token: str, library: Library) -> None:
        super().__init__(browser, address)
        self.token = token
        self.library = library

    def enter(self, path: str = "/", **options: Any) -> Page:
        """The page at this path, in a browser that the token let in before."""
        return self.open(path, first=lambda context: context.request.get(f"/?token={self.token}"), **options)

    def history(self, page: Page) -> list[dict[str, object]]:
        """What was decided, as the desk tells it."""
        found = page.request.get(f"{self.address}/api/history?limit=50").json()["items"]
        return list(found)


@contextmanager
def person_at(chromium: Browser, library: Library, tiles: Tiles | None = None) -> Iterator[Person]:
    """A person, before a real desk over the library."""
    server = Server()
    desk = make_desk(library, server.port, tiles=tiles)
    server.app = make_app(desk, [server.address])
    server.start()
    one = Person(chromium, server.address, desk.token.value, library)
    try:
        yield one
        one.leave()
    finally:
        one.close()
        server.stop()


@pytest.fixture
def person(chromium: Browser, library: Library) -> Iterator[Person]:
    """A person, before the desk over a library of their own."""
    with person_at(chromium, library) as one:
        yield one


def total(page: Page) -> int:
    """How many incidents the list says that there are, once it has them."""
    page.wait_for_function("() => !document.querySelector('#rows').hasAttribute('aria-busy')")
    return int((page.text_content("#total b") or "").replace(",", ""))


def until(page: Page, holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Waits until it holds; fails where it does not come to."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to hold"
        page.wait_for_timeout(40)


def select_in_report(page: Page, words: str) -> None:
    """Selects words of the report as a drag with the mouse does."""
    page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector("#report-text"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
            return;
          }
          throw new Error(`no ${words}`);
        }""",
        words,
    )
