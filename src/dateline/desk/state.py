"""What a desk holds while it runs: its library, who may come in, and what was worked out already."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dateline.desk.revision import Revision
from dateline.desk.tiles import Tiles
from dateline.library.store import Library

_T = TypeVar("_T")


class OneTimeToken:
    """The token in the address that is printed; whoever brings it first comes in, and nobody after."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(24)
        self._open = True
        self._lock = threading.Lock()

    def take(self, given: str) -> bool:
        """Is it the token, brought for the first time?"""
        with self._lock:
            fits = hmac.compare_digest(given.encode("utf-8", "surrogatepass"), self.value.encode())
            if not (fits and self._open):
                return False
            self._open = False
            return True


class Kept:
    """Answers that took work, by what they were made of; the least used go first. Safe to share between threads.

    Who asks for what another is making waits for that one.
    """

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """The answer for a key, made where it is not there."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    self._making.pop(key, None)
                    found: _T = self._kept[key]
                    return found
            try:
                found = make()
                with self._lock:
                    self._kept[key] = found
                    while len(self._kept) > self._most:
                        self._kept.popitem(last=False)
                return found
            finally:
                with self._lock:
                    self._making.pop(key, None)


@dataclass(slots=True)
class Desk:
    """A desk: `users` tells whether people sign in with passwords, `secure` whether it is reached by https only."""

    library: Library
    revision: Revision
    users: bool
    cookie: str
    secure: bool = False
    tiles: Tiles | None = None
    token: OneTimeToken = field(default_factory=OneTimeToken)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    kept: Kept = field(default_factory=Kept)
    large: Kept = field(default_factory=lambda: Kept(8))

    @property
    def library_name(self) -> str:
        """What a person calls the library: its file's name, or the database's."""
        return self.library.address.rstrip("/").replace("\\", "/").rpartition("/")[2].partition("?")[0] or "library"
