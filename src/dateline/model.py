"""The data model: what comes in (`Document`), what is read in it (`Reading`, `Claim`), and what each field stands on.

Invariant: every `Span` satisfies `text[start:end] == span.text` for the text as it was given. Offsets count Unicode
code points from 0, the end is exclusive. A field that no characters of the text say is empty; nothing is made up.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dateline.codes import Codes


class Kind(StrEnum):
    """What a claim tells of. The words are those of the table of kinds in docs/claims.md."""

    ADVANCE = "advance"
    CAPTURE = "capture"
    HOLD = "hold"
    WITHDRAW = "withdraw"
    ENCIRCLE = "encircle"
    OFFENSIVE = "offensive"
    CLASH = "clash"
    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    ATTACK = "attack"
    KILL = "kill"
    INJURE = "injure"
    ABDUCT = "abduct"
    DETAIN = "detain"
    ABUSE = "abuse"
    DISPLACE = "displace"
    NEED = "need"
    AID = "aid"
    DESTROY = "destroy"
    DEPLOY = "deploy"
    SUPPORT = "support"
    AGREE = "agree"
    THREATEN = "threaten"
    ACCUSE = "accuse"
    PROTEST = "protest"


class Certainty(StrEnum):
    """How surely a text tells a claim."""

    STATED = "stated"
    ALLEGED = "alleged"
    POSSIBLE = "possible"
    PLANNED = "planned"
    CONDITIONAL = "conditional"


class Counted(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    DISPLACED = "displaced"
    AFFECTED = "affected"
    ABUSED = "abused"
    FIGHTERS = "fighters"
    VEHICLES = "vehicles"
    STRIKES = "strikes"
    PLACES = "places"
    OTHER = "other"


class PassageKind(StrEnum):
    """What part of a report a stretch of text is."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BODY = "body"
    ITEM = "item"
    CAPTION = "caption"
    COMMENT = "comment"
    CREDIT = "credit"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Value):
    """A stretch of the text: `text` is exactly the characters from `start` up to `end`."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str

    @model_validator(mode="after")
    def _length(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not have the length of its text {self.text!r}")
        return self


class Mention(Span):
    """An actor as the text names it: `text` is what the report says, `name` whom it means."""

    name: str
    id: str | None = Field(default=None, description="the actor's id in the lexicon, where it is known")
    kind: str | None = Field(default=None, description="what kind of actor it is, in the lexicon's words")
    side: str | None = Field(
        default=None, description="the id of the principal it fights or speaks for, or a state's ISO code"
    )


class Place(Span):
    """Where it happened: `name` as the gazetteer knows it, or the phrase itself where the gazetteer has none."""

    name: str
    lat: float | None = Field(default=None, description="degrees north, WGS 84")
    lon: float | None = Field(default=None, description="degrees east, WGS 84")
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-2")
    id: str | None = Field(default=None, description="the place's id in the gazetteer")
    precision_km: float | None = Field(default=None, description="the place lies within so many kilometres of lat, lon")


class When(_Value):
    """When it happened: an inclusive interval of days, and the words that say it."""

    start: date
    end: date
    value: str = Field(description="the TIMEX3 value of the expression")
    evidence: Span


class Count(Span):
    """How many: the figure lies between `low` and `high`, both inclusive, `high` open where it is null."""

    of: Counted
    low: int
    high: int | None


class Source(Span):
    """One link of the chain of those who say it."""

    name: str
    id: str | None = None


def claim_hash(text_hash: str, content: dict[str, Any]) -> str:
    """The id of a claim whose JSON is `content`, in a text of that hash; its id and its codes do not count."""
    told = {key: value for key, value in content.items() if key not in ("id", "codes")}
    encoded = json.dumps([text_hash, told], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(encoded.encode()).hexdigest()[:16]


class Claim(_Value):
    """One thing that a text says happened, holds, or will happen, with who says so.

    `said_by` runs from the innermost speaker to the outermost; it is empty where the outlet says it in its own voice.
    `certainty_evidence` and `negation_evidence` are the words that make a claim less than stated, or negate it.
    """

    id: str = Field(default="", description="a hash of the text read and of the claim's content")
    kind: Kind
    trigger: Span
    agents: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    place: Place | None = None
    when: When | None = None
    counts: tuple[Count, ...] = ()
    said_by: tuple[Source, ...] = ()
    certainty: Certainty = Certainty.STATED
    certainty_evidence: Span | None = None
    negated: bool = False
    negation_evidence: Span | None = None
    passage: PassageKind = PassageKind.BODY
    codes: Codes | None = Field(default=None, description="the claim in the codes of the field, by the crosswalk")

    def spans(self) -> list[Span]:
        """Every span that the claim stands on, the trigger first."""
        found: list[Span | None] = [self.trigger, *self.agents, *self.targets, self.place]
        found += [self.when.evidence if self.when else None, *self.counts, *self.said_by]
        found += [self.certainty_evidence, self.negation_evidence]
        return [span for span in found if span is not None]

    def with_id(self, text_hash: str) -> Claim:
        """The same claim with its id: the first 16 hex digits of a SHA-256 over the text's hash and the content."""
        return self.model_copy(update={"id": claim_hash(text_hash, self.model_dump(mode="json"))})


class Document(_Value):
    """What came in, apart from its text: where it was published, and when."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None


class Passage(_Value):
    """A part of the report: its headline, its dateline, a paragraph, a caption, an editor's comment."""

    kind: PassageKind
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Reading(_Value):
    """What was read in one document. `text_sha256` is the hash of the UTF-8 bytes of the text that offsets point into."""

    id: str | None = None
    document: Document = Document()
    text_sha256: str
    passages: tuple[Passage, ...] = ()
    claims: tuple[Claim, ...] = ()

    def to_json(self, *, indent: int | None = None) -> str:
        """The reading as JSON; the same reading always gives the same characters."""
        content: dict[str, Any] = self.model_dump(mode="json")
        if self.id is None:
            del content["id"]
        return json.dumps(content, ensure_ascii=False, indent=indent)
