"""What does a web page report? Its main text and what it says of itself, without menus, advertisements and comments."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dateline.errors import EncodingError, InputError
from dateline.intake.decode import Decoded, decode
from dateline.intake.files import check_is_text
from dateline.intake.parts import HTML, Part
from dateline.intake.publication import day_of_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_PAGE = 8_000_000  # bytes; a tree of a page takes some thirty times as much memory
_DEEPEST = 250  # libxml2 stops reading at 256, and what stood beneath would be lost
_MOST_ELEMENTS = 100_000
_FEWEST_WORDS = 4  # in the longest line: less is a menu
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,60}?encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I
)
_SPACE = re.compile(r"\s+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
# fmt: off
_BLOCKS = (
    "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "td", "th", "tr", "ul", "br",
)
# fmt: on
_UNSEEN = ("script", "style", "template", "noscript", "head", "iframe", "object", "svg")


def read_page(data: bytes, name: str, charset: str | None = None, url: str | None = None) -> Part:
    """The report of a web page: paragraphs parted by blank lines, title, site and day of publication where it says so.

    `charset` is what came with the page over HTTP, `url` where it was fetched. Raises InputError where the page is too
    large, nests its elements too deep, or holds no text that could be a report.
    """
    import trafilatura  # here, for it is slow to load
    from trafilatura.metadata import extract_metadata

    if len(data) > MAX_PAGE:
        raise InputError(f"cannot read {name}: it is a web page of more than {MAX_PAGE:,} bytes; save its text alone")
    decoded = _decoded(data, charset, name)
    tree = parse(decoded.text, name)
    # Taken first, for the search for the main text leaves nothing of the page's head.
    about = extract_metadata(tree, default_url=url, date_config={"original_date": True, "extensive_search": False})
    published = day_of_page(tree, url or about.url)
    found = trafilatura.bare_extraction(tree, url=url, include_comments=False, config=_settings())
    text = _paragraphs(str(getattr(found, "text", None) or ""))
    if max((len(line.split()) for line in text.splitlines()), default=0) < _FEWEST_WORDS:
        raise InputError(f"cannot read {name}: no report is found in this web page; save its text alone")
    check_is_text(text, name)
    return Part(
        text=text,
        raw=data,
        media_type=HTML,
        title=about.title,
        author=about.author,
        outlet=_site(about.sitename, about.url),
        url=url or _own_address(about.url),
        published=published[0] if published else None,
        published_from=published[1] if published else None,
        note=decoded.note,
    )


def text_of(fragment: str, name: str) -> str:
    """The text of a piece of HTML that is a report as it is, such as an entry of a feed; paragraphs parted by blank lines.

    Raises InputError as `read_page` does.
    """
    if not fragment.strip():
        return ""
    tree = parse(f"<html><body>{fragment}</body></html>", name)
    for element in list(tree.iter(*_UNSEEN)):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    return _paragraphs(tree.text_content())


def parse(text: str, name: str) -> HtmlElement:
    """The tree of a web page, its white space made plain.

    Raises InputError where its elements are too many or nest too deep to be read whole.
    """
    from lxml import etree, html

    parser = html.HTMLParser(
        collect_ids=False, encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        declaration = _XML_DECLARATION.match(text)
        text = text[declaration.end() :] if declaration else text
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"cannot read {name}: its HTML holds nothing; give the text of the report") from error
    depth = count = kept = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > _DEEPEST:
            raise InputError(
                f"cannot read {name}: its HTML nests elements more than {_DEEPEST} deep; save its text alone"
            )
        if count > _MOST_ELEMENTS:
            raise InputError(
                f"cannot read {name}: its HTML has more than {_MOST_ELEMENTS:,} elements; save its text alone"
            )
        # Line ends of the source mean nothing, but in <pre>, where blank lines part paragraphs.
        if element.tag == "pre":
            kept += 1 if event == "start" else -1
        if event == "start" and element.text:
            element.text = _spaced(element.text, kept > 0)
        elif event == "end" and element.tail:
            element.tail = _spaced(element.tail, kept > 0)
    return tree


def _spaced(text: str, keep_blank_lines: bool) -> str:
    if keep_blank_lines:
        return "\n".join(_SPACE.sub(" ", part) for part in _BLANK_LINE.split(text))
    return _SPACE.sub(" ", text)


def _site(name: str | None, url: str | None) -> str | None:
    """The site by the name that it gives itself; that of its host is no name of its own."""
    return name if name and name not in (urlsplit(url or "").netloc, urlsplit(url or "").hostname) else None


def _own_address(url: str | None) -> str | None:
    """The address that a page gives itself, unless it is that of its whole site, as badly made pages have it."""
    return url if url and urlsplit(url).path.strip("/") else None


def _decoded(data: bytes, charset: str | None, name: str) -> Decoded:
    """The page's text by its byte order mark, what HTTP says, what the page says, or what its bytes allow."""
    declared = _CHARSET.search(data[:4096])
    if b"\x00" not in data[:4096] and not data.startswith(b"\xef\xbb\xbf"):
        for given in (charset, declared and declared[1].decode("ascii")):
            # What calls itself ISO 8859-1 is Windows-1252 on the web, as the WHATWG Encoding Standard has it.
            label = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
            try:
                if given:
                    return Decoded(data.decode(label.get(given.lower(), given.lower())), given)
            except (LookupError, ValueError):
                continue
    try:
        decoded = decode(data, name)
        # What is noted of UTF-8 is that tags would be read, and here they are not.
        return decoded if decoded.encoding != "UTF-8" else Decoded(decoded.text, "UTF-8")
    except EncodingError:
        text = data.decode("utf-8", "replace")
        broken = text.count("�")
        if broken > max(3, len(text) // 1000) or "\x00" in text:
            raise
        return Decoded(text, "UTF-8", f"{name} has {broken} broken characters, shown as �")


def _paragraphs(text: str) -> str:
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.replace("\r", "\n").split("\n"))
    return "\n\n".join(line for line in lines if line)


@cache
def _settings() -> Any:
    """trafilatura's, but a report of a few lines is believed too, and not put together anew from all of the page."""
    from trafilatura.settings import use_config

    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "20")
    settings.set("DEFAULT", "MAX_FILE_SIZE", str(4 * MAX_PAGE))
    return settings
