"""A folder of every form, of which some files are broken: all that can be read is in, and each break is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.brokenness import BROKEN, CAUSES, GOOD, Expected, make_folder

from dateline.errors import DatelineError
from dateline.intake.received import Received, measure, receive


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Expected]:
    path = tmp_path_factory.mktemp("mixed")
    return path, make_folder(path, good=3 * len(GOOD), broken=len(BROKEN))


def test_what_is_whole_is_in_and_what_is_broken_is_named_with_its_cause(folder: tuple[Path, Expected]) -> None:
    path, expected = folder
    found = list(receive([str(path)]))
    documents = [one for one in found if isinstance(one, Received)]
    errors = [str(one) for one in found if isinstance(one, DatelineError)]
    assert len(documents) == expected.documents
    for file in expected.good:
        assert any(document.origin.startswith(file) for document in documents), file
    assert len(errors) == len(expected.broken) == len(BROKEN)
    for name, way in expected.broken.items():
        (error,) = [error for error in errors if name in error]
        assert CAUSES[way] in error
        assert "\n" not in error


def test_each_document_is_english_text_in_paragraphs(folder: tuple[Path, Expected]) -> None:
    for document in receive([str(folder[0])]):
        if isinstance(document, Received):
            first, second = document.text.removeprefix(f"{document.title}\n\n").strip().split("\n\n")
            assert first.endswith("the army said in a statement.")
            assert second.startswith("Residents said")
            assert document.language == "en"


def test_progress_ends_at_what_was_measured_and_never_goes_back(folder: tuple[Path, Expected]) -> None:
    told: list[int] = []
    for _ in receive([str(folder[0])], progress=told.append):
        pass
    assert told == sorted(told)
    assert told[-1] == measure([str(folder[0])]) > 50_000_000


def test_the_libraries_behind_it_write_nothing_of_their_own(
    folder: tuple[Path, Expected], capfd: pytest.CaptureFixture[str]
) -> None:
    list(receive([str(folder[0])]))
    assert capfd.readouterr() == ("", "")
