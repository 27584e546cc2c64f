"""Makes a claim of an event: its words, who, where, when, how many, who said so, how sure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.model import Certainty, Claim, Kind, Mention, Place, Source, Span, When
from dateline.reading.claimcounts import claim_counts
from dateline.reading.coreference import Names
from dateline.reading.denials import denied, find_denials
from dateline.reading.howsure import Sureness, word_lists
from dateline.reading.marked import Marked
from dateline.reading.parsing import Parsed, Token
from dateline.reading.what import Event
from dateline.reading.who import Roles
from dateline.reading.whosaid import SourceRef


def make_claim(
    marked: Marked,
    event: Event,
    roles: Roles,
    names: Names,
    sureness: Sureness,
    when: When | None,
    place: Place | None,
    said_by: Callable[[Token], list[SourceRef]],
) -> Claim:
    """The claim of an event, with every field that the text says."""
    parsed = marked.parsed
    return Claim(
        kind=event.kind,
        trigger=_span(parsed, event.first, event.last),
        agents=tuple(_mentions(names, roles.agents)),
        targets=tuple(_mentions(names, roles.targets)),
        place=place,
        when=when,
        counts=tuple(claim_counts(marked, event, roles)),
        said_by=_sources(parsed, [s for s in said_by(event.head) if not _is_of_rejected(s, sureness)]),
        certainty=sureness.certainty,
        certainty_evidence=_span_of(sureness.certainty_word, parsed),
        negated=sureness.negated,
        negation_evidence=_span_of(sureness.negation_word, parsed),
        passage=event.head.sentence.passage.kind,
    )


def with_denials(
    marked: Marked, events: list[Event], claims: dict[int, Claim], said_by: Callable[[Token], list[SourceRef]]
) -> list[Claim]:
    """The claims in order, with a negated one beside each that the text denies behind it: "The army denied the report".

    `claims` are those of the events, by the number of their head. Of what is denied the denial takes over the kind, the
    actors, the place and the time; its trigger are its own words, and who denies it says so.
    """
    found = {i: [claim] for i, claim in claims.items()}
    told = [e for e in events if claims[e.head.i].said_by and e.kind is not Kind.ACCUSE]
    seen: set[tuple[int, tuple[Source, ...]]] = set()
    for denial in find_denials(marked):
        who = _sources(marked.parsed, said_by(denial.told)) or _sources(marked.parsed, said_by(denial.word))
        names = {source.name for source in who}
        for event in denied(denial, told):
            claim = claims[event.head.i]
            if claim.negated or not who or names & {source.name for source in claim.said_by}:
                continue
            if (event.head.i, who) in seen:
                continue  # "dismissed the claim, calling it a lie"
            seen.add((event.head.i, who))
            word = _span(marked.parsed, denial.word, denial.word)
            for i, noun in [(e.head.i, e.head) for e in events if e.kind is Kind.ACCUSE]:
                if denial.first.i <= noun.i <= denial.last.i:
                    found.pop(i, None)  # "rejected the accusation": of what it was is told now
            echo = claim.model_copy(
                update={
                    "trigger": _span(marked.parsed, denial.first, denial.last),
                    "said_by": who,
                    "counts": (),
                    "certainty": Certainty.STATED,
                    "certainty_evidence": None,
                    "negated": True,
                    "negation_evidence": word,
                    "passage": denial.word.sentence.passage.kind,
                }
            )
            found.setdefault(denial.first.i, []).append(echo)
    return [claim for i in sorted(found) for claim in found[i]]


def _sources(parsed: Parsed, refs: list[SourceRef]) -> tuple[Source, ...]:
    return tuple(
        Source(start=s.first.start, end=s.last.end, text=parsed.slice(s.first, s.last), name=s.name) for s in refs
    )


def _is_of_rejected(source: SourceRef, sureness: Sureness) -> bool:
    """ "The enemy's reports of its capture are false": who made the reports does not say that they are."""
    word = sureness.negation_word
    if (
        word is not None
        and word.lemma in word_lists("negated")["rejecters"]
        and (told := word.child("dobj")) is not None
    ):
        return told.left <= source.first.i <= source.last.i <= told.right  # "denied reports that it had left"
    if word is None or not word.tag.startswith("JJ") or word.head.lemma != "be":
        return False
    told = word.head.child("nsubj")
    return told is not None and told.left <= source.first.i <= source.last.i <= told.right


def _mentions(names: Names, heads: list[Token]) -> Iterator[Mention]:
    seen: set[tuple[int, int]] = set()
    for head in heads:
        mention = names.mention(head)
        if (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            yield mention


def _span(parsed: Parsed, first: Token, last: Token) -> Span:
    return Span(start=first.start, end=last.end, text=parsed.slice(first, last))


def _span_of(token: Token | None, parsed: Parsed) -> Span | None:
    return _span(parsed, token, token) if token is not None else None
