"""What does a PDF report? Its text with the lines joined to paragraphs, as far as a PDF tells them."""

from __future__ import annotations

import logging
import re
from collections import Counter
from datetime import UTC, date, datetime
from io import BytesIO
from time import monotonic
from typing import TYPE_CHECKING, Any

from dateline.errors import InputError
from dateline.intake.files import MAX_CHARACTERS, check_is_text, too_long
from dateline.intake.parts import PDF, Part

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PDF = 100_000_000  # bytes
_MOST_PAGES = 1_000
_MOST_SECONDS = 180.0  # no honest PDF of so many pages takes as long
_FEWEST_LETTERS = 20
_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
_TAIL = 4_096  # where the end stands; what servers add after it may stand there too
# A title that a program made of a file's name, and programs that print what was published long before.
_NO_TITLE = re.compile(
    r"^(?:microsoft word|untitled|document\d*$|slide)|\.(?:docx?|pdf|indd|odt|rtf|qxd|html?|tex)$", re.I
)
_PRINTERS = re.compile(r"skia|chrom|mozilla|firefox|safari|quartz|webkit|wkhtml|print to pdf|scan|ghostscript", re.I)
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|\s]*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.I)
_SENTENCE_END = re.compile(r"[.!?:]['\"”’)\]]*$")
_NEW = re.compile(r"[•●▪◦■–—*]\s|\(?\d{1,3}[.)]\s")
_BROKEN_WORD = re.compile(r"(\w+)-$")


def read_pdf(data: bytes, name: str) -> Part:
    """The report of a PDF. Its day of creation counts as that of publication, weakly, unless a printer made it.

    Raises InputError where the file breaks off, is locked, has too many pages, or holds no text, such as a scan.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    if not _END.search(data[-_TAIL:]):
        raise InputError(f"cannot read {name}: this PDF breaks off before its end; get the file anew")
    # What pypdf has to say of each flaw that it reads past is not for the person who adds reports.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"cannot read {name}: this PDF is locked by a password; unlock it first")
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(f"cannot read {name}: this PDF has more than {_MOST_PAGES:,} pages; split it")
        pages = _pages(reader, name)
        title, day = _title(reader), _day(reader)
    except InputError:
        raise
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
        raise InputError(f"cannot read {name}: this PDF is damaged ({_short(error)}); get the file anew") from error
    except (ImportError, NotImplementedError) as error:  # a cipher or a filter that pypdf leaves to others
        raise InputError(f"cannot read {name}: this PDF is of a kind that cannot be read ({_short(error)})") from error
    text = "\n\n".join(paragraphs(pages))
    if sum(char.isalpha() for char in text) < _FEWEST_LETTERS:
        raise InputError(
            f"cannot read {name}: this PDF holds no text, only pictures, as a scan does; "
            "recognise its text first, for example with ocrmypdf"
        )
    check_is_text(text, name)
    return Part(
        text=text,
        raw=data,
        media_type=PDF,
        title=title,
        published=day,
        published_from="PDF creation date",
        published_weakly=True,
    )


def paragraphs(pages: list[list[str]]) -> list[str]:
    """The paragraphs of pages of lines: headers, footers and page numbers left out, lines and broken words joined.

    A line ends a paragraph where it is followed by a blank line or an item of a list, where it ends a sentence before
    the width of the page is used, or where it is so short that no line was wrapped there.
    """
    lines = _without_margins(pages)
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    words = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(lines)))
    found: list[str] = []
    ended = True
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if not line:
            # A page that ends within a sentence is no end of a paragraph.
            ended = ended or not found or bool(_SENTENCE_END.search(found[-1])) or not following[:1].islower()
            continue
        if ended:
            found.append(line)
        else:
            found[-1] = _joined(found[-1], line, words)
        ended = (
            bool(_NEW.match(following))
            or (bool(_SENTENCE_END.search(line)) and len(line) < 0.85 * width)
            or (len(line) < 0.6 * width and not following[:1].islower())
        )
    return found


def _joined(before: str, line: str, words: Counter[str]) -> str:
    if before.endswith("\u00ad"):
        return before[:-1] + line
    if (broken := _BROKEN_WORD.search(before)) and (rest := re.match(r"\w+", line)):
        kept, whole = f"{broken[1]}-{rest[0]}", broken[1] + rest[0]
        # The rest of the document shows whether the word is written with a hyphen; a capital or a figure says so too.
        if words[kept] > words[whole] or not line[0].islower() or broken[1][-1].isdigit():
            return before + line
        return before[:-1] + line
    return f"{before} {line}"


def _without_margins(pages: list[list[str]]) -> list[str]:
    """All lines, a blank one between pages; a first or last line that most pages share is no part of the text."""
    trimmed = [[line.strip() for line in page] for page in pages]
    edges = Counter(_form(line) for page in trimmed for line in {*_filled(page)[:1], *_filled(page)[-1:]})
    lines: list[str] = []
    for page in trimmed:
        filled = _filled(page)
        for at in (0, -1):
            if filled and (
                _PAGE_NUMBER.fullmatch(filled[at]) or (len(pages) > 2 and edges[_form(filled[at])] > len(pages) / 2)
            ):
                page.remove(filled[at]) if at == 0 else page.pop(len(page) - 1 - page[::-1].index(filled[at]))
                filled = _filled(page)
        lines += [*page, ""]
    return lines


def _filled(page: list[str]) -> list[str]:
    return [line for line in page if line]


def _form(line: str) -> str:
    return re.sub(r"\d+", "0", line.lower())


def _pages(reader: PdfReader, name: str) -> list[list[str]]:
    pages: list[list[str]] = []
    characters = 0
    start = monotonic()
    for page in reader.pages:
        if monotonic() - start > _MOST_SECONDS:
            raise InputError(f"cannot read {name}: this PDF takes too long to read; save its text alone")
        text = page.extract_text().encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
        characters += len(text)
        if characters > MAX_CHARACTERS:
            raise too_long(name)
        pages.append(text.splitlines())
    return pages


def _title(reader: PdfReader) -> str | None:
    title = _field(reader, "title")
    return title if isinstance(title, str) and " " in title.strip() and not _NO_TITLE.search(title.strip()) else None


def _day(reader: PdfReader) -> date | None:
    made_by = f"{_field(reader, 'creator')} {_field(reader, 'producer')}"
    created = _field(reader, "creation_date")
    if not isinstance(created, datetime) or _PRINTERS.search(made_by):
        return None
    return created.date() if date(1990, 1, 1) <= created.date() <= datetime.now(UTC).date() else None


def _field(reader: PdfReader, key: str) -> Any:
    try:
        return getattr(reader.metadata, key, None)
    except (ValueError, TypeError, LookupError):  # a date that is none
        return None


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__
