"""A desk that is stopped at any moment: what was answered is kept, and at most the judgement under way is lost, whole."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from tests.stories import claim_in

from dateline.library import judgements
from dateline.library.finding import Filter
from dateline.library.store import Library
from dateline.weighing.incidents import find_incidents
from dateline.weighing.keeping import reweigh

_COMMAND = [sys.executable, "-c", "from dateline.cli import main; main()", "desk", "--no-browser", "-l"]


@contextmanager
def running(path: Path) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """A desk in a process of its own, and a browser that it let in."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen([*_COMMAND, str(path)], stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert server.stdout is not None
        found = re.search(r"(http://127\.0\.0\.1:\d+)/\?token=\S+", server.stdout.readline())
        assert found is not None
        with httpx.Client(base_url=found.group(1), timeout=30, follow_redirects=True) as client:
            for _ in range(200):
                try:
                    assert client.get(found.group()).status_code == 200
                    break
                except httpx.ConnectError:
                    time.sleep(0.05)
            client.headers["X-CSRF-Token"] = client.get("/api/me").json()["csrf"]
            yield server, client
    finally:
        server.kill()
        server.wait()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_server_that_is_stopped_loses_no_judgement_that_it_answered(stories: Path, tmp_path: Path, how: int) -> None:
    path = tmp_path / "stopped.dateline"
    shutil.copy(stories, path)
    with Library(str(path)) as library:
        claims = [
            claim_in(library, name, kind)
            for name, kind in (("courier", "kill"), ("meridian", "kill"), ("post", "capture"))
        ]
    answered: list[str] = []
    enough = threading.Event()
    with running(path) as (server, client):

        def judge() -> None:
            for n in range(10_000):
                action = ("reject", "accept")[n % 2]
                given = {"action": action, "subject": "claim", "id": claims[n % 3], "why": f"the {n}th"}
                try:
                    answer = client.post("/api/judgements", json=given)
                except httpx.TransportError:
                    return
                if answer.status_code == 200:
                    answered.append(answer.json()["id"])
                if len(answered) == 5:
                    enough.set()

        judging = threading.Thread(target=judge)
        judging.start()
        assert enough.wait(60)
        time.sleep(random.random() / 5)
        server.send_signal(how)
        server.wait(30)
        judging.join(30)
        assert not judging.is_alive()
    with Library(str(path)) as library:
        with library.reading() as connection:
            total, kept = judgements.history(connection)
        assert set(answered) <= {each.id for each in kept}
        assert total <= len(answered) + 1
        before = list(find_incidents(library, Filter()))
        reweigh(library, [each.id for each in before])
        assert list(find_incidents(library, Filter())) == before  # each judgement came with what follows of it
