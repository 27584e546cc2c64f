"""What does a Word document (.docx) report? Its paragraphs, and the rows of its tables, in their order."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.errors import InputError
from dateline.intake.files import check_is_text
from dateline.intake.parts import DOCX, Part

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DOCX = 100_000_000  # bytes
_MAX_UNPACKED = 200_000_000
_MAX_BODY = 30_000_000
_MOST_FILES = 5_000
_BODY = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOVED_AWAY = f"{_WORD}moveFrom"
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
    for element in body.iter(f"{_WORD}p", f"{_WORD}tr"):
        above = {parent.tag for parent in element.iterancestors(f"{_WORD}p", f"{_WORD}tr", _FALLBACK)}
        if element.tag == f"{_WORD}p" and (not above or above == {f"{_WORD}p"}):
            text = _text(element)
        elif element.tag == f"{_WORD}tr" and not above:
            cells = (" ".join(map(_text, cell.iter(f"{_WORD}p"))).split() for cell in element.iter(f"{_WORD}tc"))
            text = " | ".join(" ".join(cell) for cell in cells if cell)
        else:
            continue
        if text.strip():
            yield text.strip()


def _text(paragraph: _Element) -> str:
    """The text of a paragraph without that of the boxes in it, which are paragraphs of their own."""
    pieces: list[str] = []
    for element in paragraph.iter(f"{_WORD}t", *_BREAKS):
        nearest = next(element.iterancestors(f"{_WORD}p", _FALLBACK, _MOVED_AWAY))
        if nearest is paragraph:
            pieces.append(_BREAKS.get(str(element.tag)) or element.text or "")
    return "".join(pieces)
