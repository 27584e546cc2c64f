"""Whatever is asked of the interface, within its description and beside it, no answer is a failure of the server."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error

from dateline.desk.server import make_app, make_desk
from dateline.library.store import Library
from dateline.library.tables import session

HOST = "http://localhost"
EXAMPLES = 4


@pytest.fixture(scope="module")
def described(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The interface of a desk, with what lets a browser in."""
    path = tmp_path_factory.mktemp("any") / "any.dateline"
    shutil.copy(stories, path)
    with Library(str(path)) as library:
        desk = make_desk(library, 80)
        app = make_app(desk, [HOST, "http://testserver"])
        client = TestClient(app, base_url=HOST)
        client.get(f"/?token={desk.token.value}")
        headers = {
            "Cookie": f"{desk.cookie}={client.cookies[desk.cookie]}",
            "X-CSRF-Token": client.get("/api/me").json()["csrf"],
        }
        schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=headers)
        yield schema, headers
        with library.reading() as connection:
            assert connection.execute(session.select()).first() is not None  # it stayed signed in to the end
        desk.revision.close()


BOUNDS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def answers_of(operation: Any, headers: dict[str, str]) -> set[int]:
    """The statuses of what one address answers to requests of all sorts; none of them a failure."""
    answered: set[int] = set()

    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @BOUNDS
        @given(operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            answer = case.call(headers=headers)
            answered.add(answer.status_code)
            case.validate_response(answer, checks=(not_a_server_error,))

        with contextlib.suppress(Unsatisfiable):  # of what takes nothing, nothing can be wrong
            ask()
    return answered


def test_no_request_makes_the_server_fail(described: Any) -> None:
    schema, headers = described
    tried = {each.ok().label: answers_of(each.ok(), headers) for each in schema.get_all_operations()}
    assert len(tried) > 20
    assert all(answered and answered != {401} for answered in tried.values()), tried
    assert sum(200 in answered for answered in tried.values()) > 12, tried
