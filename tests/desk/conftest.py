"""Desks of the tests: over the library of tests/stories.py, asked in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.desk.asked import ADDRESS, PORT, Asked
from tests.desk.browsing import chromium, person, served, stub, tabs, visitor  # noqa: F401 - fixtures
from tests.stories import fill

from dateline.desk.server import make_app, make_desk
from dateline.library.store import Library


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the stories, weighed once; tests work on copies of it."""
    path = tmp_path_factory.mktemp("stories") / "stories.dateline"
    with Library(str(path), create=True) as library:
        fill(library)
    return path


@pytest.fixture
def library(stories: Path, tmp_path: Path) -> Iterator[Library]:
    """A library of the stories."""
    path = tmp_path / "kalmir.dateline"
    shutil.copy(stories, path)
    with Library(str(path)) as opened:
        yield opened


@pytest.fixture
def ask_desk() -> Iterator[Callable[[Library], TestClient]]:
    """Opens a desk over a library; gives a browser that is not let in yet, with the desk as `app_state`."""
    opened: list[TestClient] = []

    def open_one(library: Library) -> TestClient:
        desk = make_desk(library, PORT)
        client = TestClient(make_app(desk, [ADDRESS, f"http://localhost:{PORT}"]), base_url=ADDRESS)
        client.app_state = {"desk": desk}
        opened.append(client)
        return client

    yield open_one
    for client in opened:
        client.app_state["desk"].revision.close()
        client.close()


@pytest.fixture(scope="module")
def looking(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """A browser at a desk that the tests of a module share: for those that change nothing there."""
    path = tmp_path_factory.mktemp("looked-at") / "kalmir.dateline"
    shutil.copy(stories, path)
    with Library(str(path)) as library:
        desk = make_desk(library, PORT)
        with TestClient(make_app(desk, [ADDRESS, f"http://localhost:{PORT}"]), base_url=ADDRESS) as client:
            client.get(f"/?token={desk.token.value}")
            yield Asked(client, library)


@pytest.fixture
def stranger(library: Library, ask_desk: Callable[[Library], TestClient]) -> TestClient:
    """A browser at a desk that does not know it."""
    return ask_desk(library)


@pytest.fixture
def asked(stranger: TestClient, library: Library) -> Asked:
    """A browser that came in with the one-time token."""
    token = stranger.app_state["desk"].token.value
    assert stranger.get(f"/?token={token}", follow_redirects=False).status_code == 303
    return Asked(stranger, library)
