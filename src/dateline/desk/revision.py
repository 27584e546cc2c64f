"""Which state of the library an answer was made of, so that it is made anew when, and only when, somebody wrote."""

from __future__ import annotations

import secrets
import threading
from typing import Any

from sqlalchemy import text

from dateline.library.store import Library


class Revision:
    """Tells the library's state apart from any other; safe to share between threads.

    SQLite counts, for each connection, the commits of others (PRAGMA data_version): one connection is kept that never
    writes. PostgreSQL's snapshot names the transactions that can be seen.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._run = secrets.token_hex(4)  # the counts begin anew with each run
        self._lock = threading.Lock()
        self._kept: Any = None if library.on_server else library.engine.raw_connection()

    def now(self) -> str:
        """The present state, in a few letters."""
        if self._kept is None:
            with self._library.reading() as connection:
                seen = str(connection.execute(text("SELECT pg_current_snapshot()::text")).scalar_one())
            return f"{self._run}-{seen.replace(':', '.').replace(',', '.')}"
        with self._lock:
            cursor = self._kept.cursor()
            number = cursor.execute("PRAGMA data_version").fetchone()[0]
            cursor.close()
        return f"{self._run}-{number}"

    def close(self) -> None:
        """Let the connection go."""
        if self._kept is not None:
            self._kept.close()
