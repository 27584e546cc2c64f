"""A PostgreSQL server of the tests' own, from Debian's package: started once, with a fresh database for each test."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

_PROGRAMS = Path("/usr/lib/postgresql")
_PASSWORD = "a secret of the tests"
_START_SECONDS = 60


def programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs, None where none is installed."""
    found = [path.parent for path in _PROGRAMS.glob("*/bin/postgres")]
    return max(found, key=lambda path: int(path.parent.name), default=None)


class Server:
    """A server that runs; `address` gives what dateline is told."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._numbers = count(1)

    def address(self, database: str) -> str:
        """The address of a database on the server."""
        return f"postgresql://dateline:{_PASSWORD.replace(' ', '%20')}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run a statement outside of a transaction."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """The address of a fresh database, which is dropped afterwards."""
        name = f"library_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name}")
        try:
            yield self.address(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server that runs as long as the block. It does not run as root, so root starts it as the user postgres."""
    found = programs()
    assert found is not None
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    as_user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    if as_user:
        shutil.chown(folder, "postgres", "postgres")
    password = folder / "password"
    password.write_text(_PASSWORD + "\n")
    data, log = folder / "data", folder / "log"
    initdb = [found / "initdb", "-D", data, "-U", "dateline", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run(
        [*initdb, "--auth=scram-sha-256", f"--pwfile={password}"],
        check=True, capture_output=True, cwd=folder, **as_user,  # type: ignore[call-overload]
    )  # fmt: skip
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {
        "listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder, "fsync": "off",
        "synchronous_commit": "off", "full_page_writes": "off", "max_connections": 100, "autovacuum": "off",
    }  # fmt: skip
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [found / "postgres", "-D", data, *options], stdout=stream, stderr=stream, cwd=folder, **as_user,  # type: ignore[call-overload]
        )  # fmt: skip
    server = Server(port)
    try:
        _wait(server, process, log)
        yield server
    finally:
        process.send_signal(signal.SIGINT)  # "fast": open connections are closed
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    end = time.monotonic() + _START_SECONDS
    while True:
        try:
            server.execute("SELECT 1")
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"PostgreSQL does not start:\n{log.read_text()}") from None
            time.sleep(0.05)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """The server, started when the first test asks for it."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed; get it with: apt-get install postgresql")
    with running() as server:
        yield server


@pytest.fixture
def postgresql(postgresql_server: Server) -> Iterator[str]:
    """The address of a fresh database on PostgreSQL."""
    with postgresql_server.database() as address:
        yield address
