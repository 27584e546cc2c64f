"""What does a Word document (.docx) report? Its paragraphs, and the rows of its tables, in their order."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.intake.files import check_is_text
from dateline.intake.parts import DOCX, Part

MAX_DOCX = 100_000_000  # bytes
_MAX_UNPACKED = 200_000_000
_MAX_BODY = 15_000_000
_MOST_FILES = 5_000
_BODY = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _ROW, _CELL = f"{_WORD}p", f"{_WORD}tr", f"{_WORD}tc"
_WALKED = (_PARAGRAPH, _ROW, _CELL, f"{_WORD}t")
# The old form of what stands beside it in a newer one, and text that a tracked change moved away.
_UNSEEN = ("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{_WORD}moveFrom")
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}


def is_docx(stream: BinaryIO) -> bool:
    """Whether a zip archive is a Word document; where it is too damaged to tell, it is none."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return _BODY in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def read_docx(data: bytes, name: str) -> Part:
    """The report of a Word document. Text that a tracked change took out is no part of it; what one put in is.

    Its days are not taken for that of publication: they tell when the file, or even its template, was made. Raises
    InputError where the file is damaged, unpacks to too much, or holds no text.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    _check_unpacked(data, name)
    try:
        document = docx.Document(BytesIO(data))
        text = "\n\n".join(_blocks(document.element.body))
        title = document.core_properties.title
        author = document.core_properties.author
    except (OpcError, LxmlError, zipfile.BadZipFile, zlib.error, OSError, ValueError, LookupError, AttributeError) as e:
        cause = " ".join(str(e).split())[:80] or type(e).__name__
        raise InputError(f"cannot read {name}: this Word document is damaged ({cause}); get the file anew") from e
    text = text.encode("utf-8", "replace").decode("utf-8")
    if not text:
        raise InputError(f"cannot read {name}: this Word document holds no text; give the text of a report")
    check_is_text(text, name)
    return Part(
        text=text,
        raw=data,
        media_type=DOCX,
        title=title if title and title != "Word Document" else None,
        author=author if author and author != "python-docx" else None,
    )


def _check_unpacked(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            files = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(f"cannot read {name}: this Word document is damaged; get the file anew") from error
    # What is read of each file ends at the size that it declares, so that none can be larger.
    body = max((file.file_size for file in files if file.filename.endswith(".xml")), default=0)
    if len(files) > _MOST_FILES or sum(file.file_size for file in files) > _MAX_UNPACKED or body > _MAX_BODY:
        raise InputError(f"cannot read {name}: this Word document unpacks to too much; save its text alone")


def _blocks(body: Any) -> Iterator[str]:
    """The text of each paragraph, and of each row of a table, its cells parted by bars; empty ones are left out."""
    from lxml.etree import iterwalk

    paragraphs: list[list[str]] = []  # those that are open: a box of text stands within the paragraph that it floats by
    cells: list[list[str]] = []
    rows = unseen = 0
    for event, element in iterwalk(body, events=("start", "end"), tag=(*_WALKED, *_UNSEEN, *_BREAKS)):
        step = 1 if event == "start" else -1
        tag = element.tag
        done = ""
        if tag in _UNSEEN:
            unseen += step
        elif tag == _ROW:
            rows += step
            if rows == 0:
                done = " | ".join(cell for parts in cells if (cell := " ".join(" ".join(parts).split())))
                cells = []
        elif tag == _PARAGRAPH and step > 0:
            paragraphs.append([])
        elif tag == _PARAGRAPH:
            text = "".join(paragraphs.pop())
            if rows == 0:
                done = text.strip()
            elif cells:
                cells[-1].append(text)
        elif step > 0 and tag == _CELL and rows == 1:
            cells.append([])
        elif step > 0 and paragraphs and not unseen and tag != _CELL:
            paragraphs[-1].append(_BREAKS.get(tag) or element.text or "")
        if done:
            yield done
