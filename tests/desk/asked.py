"""A browser that is let in at a desk, and what it asks in short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response

from dateline.library.store import Library

PORT = 8477
ADDRESS = f"http://127.0.0.1:{PORT}"
Json = Any


@dataclass
class Asked:
    """One person's browser."""

    client: TestClient
    library: Library

    def get(self, path: str, **query: Any) -> Json:
        """The JSON at an address, which must be there."""
        answer = self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def csrf(self) -> str:
        """The token that every change carries."""
        return str(self.get("/api/me")["csrf"])

    def post(self, path: str, content: Any = None, **headers: str) -> Response:
        """A change, with the token."""
        return self.client.post(path, json=content, headers={"X-CSRF-Token": self.csrf(), **headers})

    def judge(self, action: str, subject: str, id: str, **more: Any) -> Json:
        """A judgement, which must be taken."""
        answer = self.post("/api/judgements", {"action": action, "subject": subject, "id": id, **more})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def incident(self, kind: str) -> Json:
        """The one incident of a kind, whole."""
        items = self.get("/api/incidents", kind=kind)["items"]
        assert len(items) == 1
        return self.get(f"/api/incidents/{items[0]['id']}")

    def items(self, **query: Any) -> list[Json]:
        """The first page of the list."""
        found: list[Json] = self.get("/api/incidents", **query)["items"]
        return found
