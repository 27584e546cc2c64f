"""Who a source is, from what its report says of it: a body, a person, an outlet, or somebody without a name.

A person who speaks for a body is that body: "Colonel Peter Hallam, spokesman of the coalition" is the coalition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from dateline.gazetteer.index import Gazetteer
from dateline.lexicon.names import load_names
from dateline.weighing.bodies import side_of_body
from dateline.weighing.voices import actors, country_called, known, media
from dateline.weighing.words import full_title, words

_TOKEN = re.compile(r"\S+")
_EDGE = ",;:()[]\"“”'‘’"
_PARAGRAPH = re.compile(r"\n\s*\n")
_DETERMINERS = frozenset(
    {"a", "an", "the", "its", "their", "his", "her", "our", "one", "this", "that", "some", "several", "many", "two",
     "three", "other", "all", "both", "most", "few", "no", "any", "local", "of"}
)  # fmt: skip
_MILITARY = frozenset({"military", "political", "armed", "field"})
_NUMERALS = frozenset({"one", "two", "three"})
_BREAKS = frozenset(
    {"and", "but", "as", "by", "with", "to", "from", "on", "in", "at", "for", "said", "says", "told", "according",
     "which", "who", "that", "when", "while", "quoting", "citing", "were", "was", "is", "are", "had", "has", "have"}
)  # fmt: skip
_CUT = re.compile(
    r"\s+(?:who|which|that|in|on|near|based|told|said|says|speaking|from|by|when|where|whose|after|as|was|is)\b.*", re.S
)
_OF = re.compile(r"^\s+(?:of|for|at|with)\s+([^,;:.\"“”()]{2,80})")
_START = re.compile(r"\s*,\s*(?:who\s+is\s+)?(?P<det>(?:the|an?|one\s+of\s+the|its|their|his|our)\s+)?", re.I)
_CALLED = re.compile(r"^\s+((?:[A-Z][\w’'-]+)(?:\s+(?:(?:for|of|the|and|in)\s+)*[A-Z][\w’'-]+)*)")
_WHO_DOES = re.compile(r"^\s*,\s*who\s+(?P<verb>speaks\s+for|[a-z]+)\s+(?P<body>[^,;:.\"“”()]{2,80})")
_OF_A_BODY = re.compile(r"^(?P<name>.+?)\s+(?:of|from|with)\s+(?P<body>(?:the\s+)?\S.*)$")
_APPOSITIVE = re.compile(r"^\s*,([^.;\"“”]{3,160})|^\s+(?:of|from|with)\s+([^,.;\"“”]{3,60})", re.S)


class Sort(StrEnum):
    """What a source is."""

    OUTLET = "outlet"
    BODY = "body"
    PERSON = "person"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source: `name` without its titles; `body` what it speaks for, in the report's words; "its" where the report
    only points at it. `titles` are the titles and roles that the report gives it, in lower case; `about` the words
    beside its name that tell whom it belongs to."""

    sort: Sort
    name: str
    body: str | None = None
    titles: frozenset[str] = field(default_factory=frozenset)
    about: str = ""


def bare(word: str) -> str:
    """A word in lower case without what punctuation clings to it, a title in full."""
    return full_title(word.strip(_EDGE).removesuffix(".").removesuffix("'s").removesuffix("’s").casefold())


def speaker(text: str, start: int, phrase: str, name: str, country: str | None = None) -> Speaker:
    """Who it is that the report `text` calls `phrase` at offset `start`, and `name` after what "he" means was found."""
    tail = text[start + len(phrase) : start + len(phrase) + 90]
    after = _OF.match(tail)
    whole = phrase + (after[0] if after and " of " not in phrase and " for " not in phrase else "")
    if phrase.casefold() in words("pronouns"):
        whole = name
    if phrase.split()[:1] and phrase.split()[0].casefold() in ("our", "we", "us", "my"):
        return Speaker(Sort.OUTLET, "")
    if phrase.split()[-1:] and phrase.split()[-1] in words("pointing") and (called := _CALLED.match(tail)):
        name = phrase = called[1]  # "the group Doctors for Relief said"
    plain = _undetermined(_uncapitalised(text, start, phrase, name)).lstrip(" .,;")
    tokens = plain.split()
    low = [bare(token) for token in tokens]
    if len(tokens) > 1 and low[-1] in words("speech") and media(" ".join(tokens[:-1])):
        return Speaker(Sort.OUTLET, " ".join(tokens[:-1]))  # "according to a Reuters report"
    if not tokens or low[-1] in words("pronouns") | words("speech"):
        return Speaker(Sort.UNNAMED, plain or name)
    spoken = phrase if phrase.casefold() not in words("pronouns") else name
    if reporter := next((w for w in map(bare, spoken.split()) if w in words("reporters")), None):
        whose = " ".join(t for t in _undetermined(spoken).split() if t[:1].isupper())
        return Speaker(Sort.OUTLET, whose, titles=frozenset({reporter}))
    if media(plain):
        return Speaker(Sort.OUTLET, plain)
    if witness := _own_witness(text, spoken):
        return Speaker(Sort.OUTLET, witness)
    if len(low) == 1 and low[0] in words("ourselves") and low[0] not in words("pointing") - {"agency", "network"}:
        return Speaker(Sort.OUTLET, "")
    actor = known(plain, country)
    if actor is not None and actor.kind != "person":
        return Speaker(Sort.BODY, plain, plain)
    if actor is None and (of := _OF_A_BODY.match(plain)) and _is_person(text, of["name"].split()):
        return _person(text, of["name"])
    if actor is None and (within := _actor_ending(phrase)):
        return Speaker(Sort.BODY, within, within)
    if actor is None and not _is_person(text, tokens):
        return _described(whole, plain, tokens, low)
    return _person(text, plain)


def _own_witness(text: str, phrase: str) -> str | None:
    """The outlet whose own witness it is: "a Reuters witness", and "the witness" after that."""
    before, _, last = phrase.rpartition(" ")
    if last not in ("witness", "witnesses"):
        return None
    if media(_undetermined(before)):
        return _undetermined(before)
    named = re.search(rf"\b((?:[A-Z]\S*\s+)+){last}\b", text) if before.casefold() == "the" else None
    return _undetermined(named[1].strip()) if named and media(_undetermined(named[1].strip())) else None


def _actor_ending(phrase: str) -> str | None:
    """The actor whose name a longer phrase ends with: "the Kurdish-led Syrian Democratic Forces"."""
    tokens = phrase.split()
    for first, last, among in actors().find(tokens):
        if last == len(tokens) and first and last - first > 1 and all(a.kind not in ("person", "media") for a in among):
            return " ".join(tokens[first:])
    return None


def _undetermined(phrase: str) -> str:
    tokens = phrase.split()
    while len(tokens) > 1 and tokens[0].casefold() in _DETERMINERS:
        if tokens[0][:1].isupper() and tokens[0].casefold() in _NUMERALS and tokens[1][:1].isupper():
            break  # "Three Brotherhood Alliance"
        tokens = tokens[1:]
    return " ".join(tokens)


def _uncapitalised(text: str, start: int, phrase: str, name: str) -> str:
    """The name, its first word in lower case where it has its capital from the sentence alone: "Residents said"."""
    first = name.split()[0] if name.split() else ""
    opens = not text[:start].rstrip(" \t\"“'‘(") or text[:start].rstrip(" \t\"“'‘(")[-1] in ".!?:\n”…-–—"
    if not opens or not phrase.startswith(first) or not first[1:].islower() or known(name) or known(first):
        return name
    if country_called(name) or Gazetteer.builtin().capital(name):
        return name
    if any(token[:1].isupper() for token in name.split()[1:]):
        return name
    if re.search(rf"[a-z,]\s+{re.escape(first)}\b", text):
        return name
    return first.casefold() + name[len(first) :]


def _is_person(text: str, tokens: list[str]) -> bool:
    """Is it a person's name: words with a capital, none of which names a body; a single one must have a title before it."""
    lists = load_names()
    kept = _untitled(tokens)
    if not kept or len(kept) > 5:
        return False
    small = words("particles") | lists.kin
    if not all(t[:1].isupper() or bare(t) in small or t[:3].casefold() in ("al-", "el-") for t in kept):
        return False
    if any(bare(t) in lists.organisation or bare(t) in words("institutions") for t in kept):
        return False
    if len(kept) < len(tokens):
        return True
    last = kept[-1]
    if len(kept) == 1:
        if last.isupper() and len(last) > 1:
            return False
        titled = rf"\b(?:{'|'.join(sorted(words('ranks')))})\.?,?\s+{re.escape(last)}\b"
        return bool(re.search(titled, text, re.I) or re.search(rf"\b[A-Z][\w’'-]+\s+{re.escape(last)},", text))
    actor = known(last)
    return not any(t.isupper() and len(t) > 2 for t in kept) and (actor is None or actor.kind == "person")


def _untitled(tokens: list[str]) -> list[str]:
    """A person's name without the titles before it; a word of the name itself may be a title elsewhere: "Omar Sayyid"."""
    first = next((i for i, token in enumerate(tokens) if bare(token) not in words("ranks")), 0)
    return tokens[first:]


def _described(whole: str, plain: str, tokens: list[str], low: list[str]) -> Speaker:
    """A source without a person's name: a body, whoever speaks for one, or somebody."""
    roles = frozenset(w for w in map(bare, whole.split()) if w in words("speaks_for") | words("officers"))
    for office in words("press_office"):
        if plain.casefold().endswith(" " + office):
            return Speaker(Sort.BODY, plain, _body(plain[: -len(office)]), roles)
    role = next((i for i, w in enumerate(low) if w in words("speaks_for")), None)
    if role is not None:
        of = re.search(r"\s(?:of|for|at|with)\s(.+)", whole.split(tokens[role], 1)[-1], re.S)
        before = [t for t, w in zip(tokens[:role], low, strict=False) if w not in words("before_office")]
        body = _body(of[1]) if of else None
        if body is None and before and low[role] not in ("commander", "leader", "president"):
            body = _body(" ".join(before))
        if low[role] in words("offices_of_places"):
            return Speaker(Sort.UNNAMED, plain, low[role], roles)
        if low[role] in words("officers"):
            return Speaker(Sort.UNNAMED, plain, body, roles, plain)
        if body is None and not before and low[role] in words("mouthpieces"):
            return Speaker(Sort.BODY, plain, "the", roles)
        return Speaker(Sort.BODY if body else Sort.UNNAMED, plain, body, roles)
    head = _head(low)
    if any(t[:1].isupper() for t in tokens) and (
        any(w in load_names().organisation for w in low)
        or all(t[:1].isupper() for t in tokens)
        or head in words("bodies")
    ):
        return Speaker(Sort.BODY, plain, plain, roles)
    if head in words("bodies") or head in words("institutions"):
        return Speaker(Sort.BODY, plain, _CUT.sub("", plain), roles)
    return Speaker(Sort.UNNAMED, plain, None, roles | (frozenset(low) & words("ranks")), plain)


def _head(low: list[str]) -> str:
    stop = next((i for i, w in enumerate(low) if i and w in ("of", "in", "at", "from", "for", "near", "on")), len(low))
    return low[stop - 1]


def _body(phrase: str) -> str | None:
    """The body that a phrase names, or None where it is none: "Iraqi", "rebel", "local"."""
    kept = _undetermined(_CUT.sub("", " " + phrase.strip()).strip(" ,'’"))
    for office in words("press_office"):
        kept = kept.removesuffix(f" {office}")  # it speaks for the whole: "the ministry's press service"
    kept = kept.removesuffix("'s").removesuffix("’s")
    low = [bare(t) for t in kept.split()]
    if not low:
        return None
    if phrase.split()[0].casefold() in ("its", "their", "his", "our") and len(low) == 1 and low[0] in words("pointing"):
        return "its"
    if known(kept) or set(low) & (words("bodies") | words("institutions")):
        return kept
    lists = load_names()
    named = any(t[:1].isupper() for t in kept.split())
    if named and any(w in lists.organisation for w in low):
        return kept
    if any(t.isupper() and len(t) > 1 for t in kept.split()):
        return kept
    return kept if len(low) > 1 and all(t[:1].isupper() for t in kept.split()) else None


def _person(text: str, plain: str) -> Speaker:
    """A named person, with what the report says of them beside any mention of their name."""
    name = " ".join(_untitled(plain.split()))
    titles = {bare(t) for t in plain.split() if bare(t) in words("ranks")}
    body: str | None = None
    about: list[str] = []
    for found in re.finditer(re.escape(name).replace(r"\ ", r"\s+"), text):
        left = _PARAGRAPH.split(text[max(0, found.start() - 160) : found.start()])[-1]
        right = _PARAGRAPH.split(text[found.end() : found.end() + 200])[0]
        said, said_titles, beside = _before_name(left)
        after, after_titles = _after_name(right)
        titles |= said_titles | after_titles
        body = body or said or after
        does, doing = _who_does(right)
        titles |= doing
        body = body or does
        appositive = _APPOSITIVE.match(right)
        if appositive and appositive[2] and not titles & words("officers") and not body:
            # "Layla Omran of the Red Crescent" speaks for it; a soldier of an army does not.
            of = _body(appositive[2].strip())
            body = of if of and side_of_body(of) is None else None
        told = (appositive[1] or appositive[2]) if appositive else ""
        about += [beside, told.split(",")[0]]
    return Speaker(Sort.PERSON, name, body, frozenset(titles), " ".join(filter(None, about)))


def _before_name(left: str) -> tuple[str | None, set[str], str]:
    """(the body, the titles, the words) before a name: "coalition spokesman Colonel", "Its spokesman,"."""
    tokens = _TOKEN.findall(left)
    titles: set[str] = set()
    office = False
    i = len(tokens)
    while i and (word := bare(tokens[i - 1])) in words("ranks") | words("speaks_for") | words("before_office"):
        if tokens[i - 1][-1:] in ":;!?":
            break
        titles.add(word)
        office = office or word in words("speaks_for")
        i -= 1
    end = i
    if end == len(tokens) and tokens and tokens[-1].rstrip("\"”’'")[-1:] in tuple(",.!?"):
        return None, titles, ""  # a sentence or a quotation ends there
    of = re.search(
        rf"\b({'|'.join(sorted(words('speaks_for')))})\s+(?:of|for|at)\s+([^,;:.\"“”()]{{2,80}}),?\s*$",
        " ".join(tokens[:end]),
        re.I,
    )
    if of:
        return _body(of[2]), titles | {of[1].casefold()}, of[2]
    while i and end - i < 6:
        token = tokens[i - 1]
        word = bare(token)
        if token[-1:] in ',;:!?."”' and i < len(tokens) and not re.fullmatch(r"(?:[A-Z]\.)+", token):
            break
        if word in ("its", "their", "his", "our") and office:
            return (
                "its" if {*map(bare, tokens[i:end])} <= _MILITARY else _body(" ".join(tokens[i - 1 : end])),
                titles,
                " ".join(tokens[i:end]),
            )
        if word in _DETERMINERS - {"of"} or word in _BREAKS:
            break
        i -= 1
    beside = " ".join(tokens[i:end])
    if office and not beside and words("mouthpieces") & titles and i and tokens[i - 1].casefold() == "the":
        return "the", titles, beside  # "the spokesman, Colonel Idris Haroun"
    if not office or not beside:
        return None, titles, beside
    if "minister" in titles and not {"deputy", "prime"} & titles and (ministry := tokens[end - 1])[:1].isalpha():
        return f"{ministry} Ministry", titles, beside
    if {"commander", "leader", "president"} & titles and not words("mouthpieces") & titles:
        return None, titles, beside
    owner = tokens[end - 2] if end - i > 1 and _owns(tokens[end - 2]) and bare(tokens[end - 1]) in _MILITARY else None
    return _body(" ".join(tokens[i : end - 1]).rstrip("'’") if owner else beside), titles, beside


def _owns(token: str) -> bool:
    """Is it a possessive: "rebels'", "army's"?"""
    return token.endswith(("'", "’", "'s", "’s"))


def _who_does(right: str) -> tuple[str | None, set[str]]:
    """(the body, the titles) of ", who speaks for it", ", who heads the union"; who leads men under arms is an officer."""
    found = _WHO_DOES.match(right)
    if found is None:
        return None, set()
    verb = " ".join(found["verb"].casefold().split())
    if verb in ("speaks for", "represents"):
        pronoun = found["body"].split()[0].casefold() in words("pronouns")
        return ("its" if pronoun else _body(found["body"])), {"spokesman"}
    if verb not in words("leads"):
        return None, set()
    body = _body(found["body"])
    if verb in ("commands", "commanding") or body is None or side_of_body(body) is not None:
        return None, {"commander"}
    return body, {"head"}


def _after_name(right: str) -> tuple[str | None, set[str]]:
    """(the body, the titles) after a name: ", a spokesman of the force", ", the ministry's spokesman"."""
    for role in re.finditer(r"[\w-]+", right[:110]):
        word = role[0].casefold()
        if word not in words("speaks_for"):
            continue
        start = _START.match(right)
        if start is None or start.end() > role.start():
            return None, set()
        pre = right[start.end() : role.start()]
        if re.search(r"[,;:.\"“”](?!\w)", pre) or set(map(bare, pre.split())) & _BREAKS:
            return None, set()
        if minister := re.fullmatch(r"(\w+)\s+", pre) if word == "minister" else None:
            return f"{minister[1]} Ministry", {word}
        of = _OF.match(right[role.end() :])
        if of:
            return _body(of[1]), {word}
        kept = " ".join(t for t in pre.split() if bare(t) not in words("before_office"))
        if not kept and (start["det"] or "").strip().casefold() in ("its", "their"):
            return "its", {word}
        if not kept or word in ("commander", "leader", "president"):
            return None, {word}
        return _body(kept), {word}
    return None, set()


def bearer(text: str, titles: frozenset[str]) -> str | None:
    """The one person whom the report names with one of the titles right before the name: "Governor Anton Halushko"."""
    short = [word for word in words("ranks") if full_title(word) in titles]
    if not short:
        return None
    title = "|".join(sorted({*short, *titles}))
    found = {
        match[1]
        for match in re.finditer(rf"\b(?i:{title})\.?,?\s+((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){{0,2}})", text)
        if _is_person(text, match[1].split()) and len(match[1].split()) > 1
    }
    return found.pop() if len(found) == 1 else None
