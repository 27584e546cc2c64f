"""A folder of reports in every form, of which some are broken: what a library is to take in, and what it is to name.

All of it is made anew, without a file kept; the reports are invented, though their towns are not.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import cycle, islice
from pathlib import Path

_TOWNS = ("Mosul", "Tikrit", "Raqqa", "Aden", "Taiz", "Kunduz", "Kharkiv", "Maiduguri", "Goma", "Juba", "Sirte")
_FORCES = ("Government troops", "Militia fighters", "Rebels", "Security forces", "Tribal fighters")
_A_FILE_OF = 20  # files to a folder


@dataclass
class Expected:
    """What is to come of the folder.

    `good` are the files that are whole, by their paths; `documents` counts the reports that are to be taken in, also
    those that stand before the break in a broken file; `broken` gives for each broken file, by the path that messages
    call it, the way in which it is.
    """

    good: list[str] = field(default_factory=list)
    documents: int = 0
    broken: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """An invented report; each number gives another."""

    number: int

    @property
    def day(self) -> int:
        return self.number % 28 + 1

    @property
    def published(self) -> str:
        return f"2016-10-{self.day:02}"

    @property
    def town(self) -> str:
        return _TOWNS[self.number % len(_TOWNS)]

    @property
    def title(self) -> str:
        return f"{self.number + 2} fighters killed near {self.town}"

    @property
    def paragraphs(self) -> tuple[str, str]:
        force = _FORCES[self.number % len(_FORCES)]
        return (
            f"{force} entered a village south of {self.town} on Monday and killed {self.number + 2} fighters, "
            "the army said in a statement.",
            f"Residents said that {self.number % 7 + 2} civilians were wounded when shells hit a market in {self.town}.",
        )

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs) + "\n"

    @property
    def url(self) -> str:
        return f"https://coastal.example/reports/{self.number}"


def make_folder(path: Path, good: int, broken: int) -> Expected:
    """Fill `path`, a folder, with that many whole and broken files, in folders of twenty."""
    expected = Expected()
    numbers = iter(range(10 * (good + broken) + 10))
    whole, damaged = cycle(GOOD.items()), cycle(BROKEN.items())
    every = max((good + broken) // broken, 1) if broken else good + broken + 1
    for number in range(good + broken):
        folder = path / f"{number // _A_FILE_OF:03}"
        folder.mkdir(parents=True, exist_ok=True)
        left = broken - len(expected.broken)
        if left and ((number + 1) % every == 0 or good + broken - number <= left):
            way, spoil = next(damaged)
            name, documents = spoil(folder, f"{number:05}", numbers)
            expected.broken[str(folder / name).replace("\n", "␊")] = way
        else:
            ending, write = next(whole)
            file = folder / f"{number:05}{ending}"
            content, documents = write(numbers)
            file.write_bytes(content)
            expected.good.append(str(file))
        expected.documents += documents
    return expected


def _reports(numbers: Iterator[int], count: int) -> list[Report]:
    return [Report(number) for number in islice(numbers, count)]


def text(numbers: Iterator[int]) -> tuple[bytes, int]:
    return Report(next(numbers)).text.encode(), 1


def page(numbers: Iterator[int]) -> tuple[bytes, int]:
    return _page(Report(next(numbers))), 1


def _page(report: Report) -> bytes:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in report.paragraphs)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{report.title}</title>"
        f'<meta property="og:site_name" content="Coastal Press">'
        f'<meta property="article:published_time" content="{report.published}T08:00:00Z">'
        f'<link rel="canonical" href="{report.url}"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{report.title}</h1>{body}</article><footer>Coastal Press</footer></body></html>"
    ).encode()


def pdf(numbers: Iterator[int]) -> tuple[bytes, int]:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    report = Report(next(numbers))
    style = getSampleStyleSheet()["Normal"]
    out = io.BytesIO()
    SimpleDocTemplate(out, title=report.title).build([Paragraph(escape(one), style) for one in report.paragraphs])
    return out.getvalue(), 1


def word(numbers: Iterator[int]) -> tuple[bytes, int]:
    import docx

    report = Report(next(numbers))
    document = docx.Document()
    for paragraph in report.paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue(), 1


def rss(numbers: Iterator[int]) -> tuple[bytes, int]:
    items = "".join(
        f"<item><title>{report.title}</title><link>{report.url}</link><guid>{report.url}</guid>"
        f"<pubDate>{report.day:02} Oct 2016 08:00:00 +0300</pubDate>"
        f"<description>{escape(''.join(f'<p>{one}</p>' for one in report.paragraphs))}</description></item>"
        for report in _reports(numbers, 2)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Coastal Press</title>{items}</channel></rss>'.encode(),
        2,
    )


def atom(numbers: Iterator[int]) -> tuple[bytes, int]:
    entries = "".join(
        f'<entry><title>{report.title}</title><link href="{report.url}"/><id>{report.url}</id>'
        f"<published>{report.published}T08:00:00+03:00</published><updated>2016-12-01T00:00:00Z</updated>"
        f'<content type="html">{escape("".join(f"<p>{one}</p>" for one in report.paragraphs))}</content></entry>'
        for report in _reports(numbers, 2)
    )
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Coastal Press</title>{entries}</feed>'
    ).encode(), 2


def lines(numbers: Iterator[int]) -> tuple[bytes, int]:
    documents = (
        {"id": f"r{one.number}", "text": one.text, "published": one.published, "title": one.title, "url": one.url}
        for one in _reports(numbers, 2)
    )
    return "".join(json.dumps(document) + "\n" for document in documents).encode(), 2


def archive(numbers: Iterator[int], *, packed: bool = True) -> tuple[bytes, int]:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for report in _reports(numbers, 2):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        payload = io.BytesIO(_page(report))
        writer.write_record(writer.create_warc_record(report.url, "response", payload=payload, http_headers=headers))
    return out.getvalue(), 2


GOOD: dict[str, Callable[[Iterator[int]], tuple[bytes, int]]] = {
    ".txt": text,
    ".html": page,
    ".pdf": pdf,
    ".docx": word,
    ".rss": rss,
    ".atom": atom,
    ".jsonl": lines,
    ".warc.gz": archive,
}

_Spoil = Callable[[Path, str, Iterator[int]], tuple[str, int]]


def _wrote(folder: Path, name: str, content: bytes, documents: int = 0) -> tuple[str, int]:
    (folder / name).write_bytes(content)
    return name, documents


def _cut_pdf(folder: Path, stem: str, numbers: Iterator[int]) -> tuple[str, int]:
    content, _ = pdf(numbers)
    return _wrote(folder, f"{stem}.pdf", content[: len(content) * 2 // 3])


def _nested_tables(folder: Path, stem: str, numbers: Iterator[int]) -> tuple[str, int]:
    report = Report(next(numbers)).text
    deep = 100_000
    nested = "<table><tr><td>" * deep + report + "</td></tr></table>" * deep
    return _wrote(folder, f"{stem}.html", f"<html><body>{nested}</body></html>".encode())


def _zip_as_page(folder: Path, stem: str, numbers: Iterator[int]) -> tuple[str, int]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("report.html", _page(Report(next(numbers))))
    return _wrote(folder, f"{stem}.html", out.getvalue())


def _empty(folder: Path, stem: str, numbers: Iterator[int]) -> tuple[str, int]:
    return _wrote(folder, f"{stem}.txt", b"")


def _unmarked_utf_16(folder: Path, stem: str, numbers: Iterator[int]) -> tuple[str, int]:
    return _wrote(folder, f"{stem}.txt", Report(next(numbers)).text.encode("utf-16-le"))


def _expanding_feed(folder: Path, stem: str, numbers: Iterator[int]) -> tuple[str, int]:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    content, _ = rss(numbers)
    spoiled = content.replace(b"<rss", f'<!DOCTYPE rss [<!ENTITY e0 "killed">{entities}]><rss'.encode(), 1)
    return _wrote(folder, f"{stem}.rss", spoiled.replace(b"Coastal Press", b"&e9;"))


def _cut_archive(folder: Path, stem: str, numbers: Iterator[int]) -> tuple[str, int]:
    content, _ = archive(numbers)
    return _wrote(folder, f"{stem}.warc.gz", content[: len(content) * 3 // 4], 1)


def _huge_text(folder: Path, stem: str, numbers: Iterator[int]) -> tuple[str, int]:
    piece = Report(next(numbers)).text.encode()
    with (folder / f"{stem}.txt").open("wb") as stream:
        stream.write(piece)
        stream.truncate(50_000_000)  # without using as much of the disk
    return f"{stem}.txt", 0


def _loop(folder: Path, stem: str, numbers: Iterator[int]) -> tuple[str, int]:
    (folder / stem).symlink_to(folder, target_is_directory=True)
    return stem, 0


def _newline_in_name(folder: Path, stem: str, numbers: Iterator[int]) -> tuple[str, int]:
    quoted = f"“{Report(next(numbers)).text}”".encode()
    return _wrote(folder, f"{stem}\n.txt", quoted[:-1])  # within its last character


BROKEN: dict[str, _Spoil] = {
    "truncated PDF": _cut_pdf,
    "HTML of nested tables": _nested_tables,
    "zip named .html": _zip_as_page,
    "0 bytes": _empty,
    "UTF-16 without BOM": _unmarked_utf_16,
    "a feed with entities that expand": _expanding_feed,
    "a WARC cut in the middle": _cut_archive,
    "a 50 MB text": _huge_text,
    "a symlink loop": _loop,
    "a name with newline": _newline_in_name,
}
# What the message of each says of it.
CAUSES = {
    "truncated PDF": "breaks off before its end",
    "HTML of nested tables": "nests elements",
    "zip named .html": "a zip archive",
    "0 bytes": "it is empty",
    "UTF-16 without BOM": "UTF-16 without a byte order mark",
    "a feed with entities that expand": "entities of its own",
    "a WARC cut in the middle": "breaks off after record 1",
    "a 50 MB text": "longer than 1,000,000 characters",
    "a symlink loop": "leads back to a folder above it",
    "a name with newline": "broken character",
}
