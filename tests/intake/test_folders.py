"""Folders are walked in order and only once; what is no file is named, and never opened."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.intake.folders import Found, find
from dateline.intake.received import receive


def names(*paths: Path | str) -> list[str]:
    return [found.name if isinstance(found, Found) else f"! {found}" for found in find(map(str, paths))]


def test_files_come_in_the_order_of_their_names_and_then_folders(tmp_path: Path) -> None:
    for name in ("b/d.txt", "b/a/x.txt", "c.txt", "a.txt", ".hidden.txt", ".git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == [str(tmp_path / name) for name in ("a.txt", "c.txt", "b/d.txt", "b/a/x.txt")]
    assert names(tmp_path / ".hidden.txt") == [str(tmp_path / ".hidden.txt")]


def test_links_are_followed_and_loops_are_named(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "report.txt").write_text("x")
    (inside / "linked").symlink_to(outside)
    (inside / "twice").symlink_to(outside)
    (outside / "up").symlink_to(inside)
    (inside / "self").symlink_to("self")
    (inside / "gone").symlink_to("nothing")
    gone, itself, report, loop = names(inside)
    assert report == str(inside / "linked/report.txt")
    assert "gone: it is a link to what is not there" in gone
    assert "self: " in itself
    assert "up: it is a link that leads back to a folder above it" in loop


def test_pipes_and_sockets_are_named_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket"))
        pipe, sock = receive([str(tmp_path)])
    assert "pipe: it is a named pipe" in str(pipe)
    assert "socket: it is a socket" in str(sock)


def test_what_a_shell_gives_as_a_file_is_read(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"Troops entered.")
    os.close(writing)
    (found,) = receive([f"/dev/fd/{reading}"])
    os.close(reading)
    assert getattr(found, "text", found) == "Troops entered."


def test_names_of_any_bytes_are_shown_on_one_line(tmp_path: Path) -> None:
    for name in (b"two\nlines.txt", b"caf\xe9.txt"):
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text("Troops entered.")
    first, second = receive([str(tmp_path)])
    assert [getattr(first, "name", ""), getattr(second, "name", "")] == [
        f"{tmp_path}/caf\\xe9.txt",
        f"{tmp_path}/two␊lines.txt",
    ]
    assert getattr(first, "origin", "").encode("utf-8")


def test_a_folder_without_access_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> list[str]:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("dateline.intake.folders.os.listdir", refuse)
    (found,) = find([str(tmp_path)])
    assert isinstance(found, InputError)
    assert "access is denied" in str(found)


def test_folders_nested_deeper_than_calls_can_be_are_walked() -> None:
    # Not in a folder of pytest's, which could not remove it again.
    top, before = tempfile.mkdtemp(), os.getcwd()
    try:
        os.chdir(top)
        for _ in range(1200):
            os.mkdir("d")
            os.chdir("d")
        Path("report.txt").write_text("x")
        (found,) = find([top])
        assert isinstance(found, Found)
    finally:
        os.chdir(before)
        subprocess.run(["rm", "-r", top], check=True)
