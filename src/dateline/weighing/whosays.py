"""Who says each claim of one report: a body, a person, an outlet, or somebody whom only the report knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.gazetteer.folding import fold
from dateline.lexicon.nouns import load_nouns
from dateline.library.records import StoredClaim
from dateline.model import Kind, Source
from dateline.weighing.bodies import body_key, body_name, side_of_body, side_of_words, stem
from dateline.weighing.country import main_country
from dateline.weighing.mentioned import SENTENCE_END, bodies_before, owner
from dateline.weighing.originkey import OriginKey
from dateline.weighing.persons import Person, person, same_people
from dateline.weighing.reports import Report
from dateline.weighing.speakers import Sort, Speaker, bearer, speaker
from dateline.weighing.voices import credit, media, with_country
from dateline.weighing.whom import added
from dateline.weighing.words import words

# What a `Speaker` has for a body that its report only points at.
_POINTERS = ("its", "the")
_BREAK = re.compile(r"\n\s*\n")
_OWNERS = "alliance|coalition|group|insurgents|jihadists|junta|militants|movement|rebels|republic|separatists"
_OWNED = re.compile(
    rf"^(?:the\s+)?(?:(?P<owner>{_OWNERS})(?:'s|’s|'|’)\s+(?P<office>[a-z ]+)"
    rf"|(?P<first>[a-z]+(?:\s[a-z]+)?) of the (?:[a-z-]+\s)*(?P<of>{_OWNERS}))$"
)
_LEADS = re.compile(
    rf"\bwho\s+(?:{'|'.join(sorted(words('leads')))})\s+(?:the\s+)?((?:[A-Z][\w’'-]*\s?)+(?:[a-z]+)?)(?=\s|$)"
)
_OF_A_PLACE = re.compile(r"\b(?:of|for)\s+(?:the\s+)?([A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)")
_ITS = re.compile(r"\b(?:its|their)\b", re.I)
_NEAR = 60
_INSTITUTION = re.compile(
    rf"\b[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*(?:\s+[a-z]+)?\s+(?i:{'|'.join(sorted(words('institutions')))})\b"
)
_TOLLS = frozenset({Kind.KILL, Kind.INJURE})


class WhoSays:
    """The claims of one report, and who says them."""

    def __init__(
        self,
        told: list[StoredClaim],
        report: Report | None,
        original: Report | None,
        everywhere: str | None,
        outlets: frozenset[str],
    ) -> None:
        self._outlets = outlets
        self._told = sorted(told, key=lambda stored: (stored.claim.trigger.start, stored.id))
        self._text = report.text if report else ""
        self._mentioned = bodies_before([stored.claim for stored in self._told])
        self._country = main_country(told) or everywhere
        record = told[0].document
        agency = credit(original.text) if original else credit(self._text)
        outlet = original.outlet if original else record.outlet
        self._outlet = record.outlet or ""
        self._voice = self._of_body(agency or outlet or record.title or record.id)
        self._speakers: dict[tuple[int, int, str], Speaker] = {}

    def origins(self) -> dict[str, tuple[OriginKey | Person, str, str | None]]:
        """For each claim its origin, with the name and the side of a person."""
        roots = [_without_places(s.claim.said_by)[0] for s in self._told if s.claim.said_by]
        for root in roots:
            key = (root.start, root.end, root.name)
            if key not in self._speakers:
                name = with_country(root.text, root.name)
                self._speakers[key] = speaker(self._text, root.start, root.text, name, self._country)
        return {stored.id: self._origin(stored) for stored in self._told}

    def _origin(self, stored: StoredClaim) -> tuple[OriginKey | Person, str, str | None]:
        chain = stored.claim.said_by or self._of_the_toll(stored)
        if not chain:
            return self._voice, self._voice.name, None
        chain = [*_without_places(chain)]
        root = self._meant(chain[0])
        if body_name(root.name) in self._outlets and not self._is_own(root.name):
            return self._of_body(root.name), "", None
        who = self._speakers[root.start, root.end, root.name]
        if who.body in (None, *_POINTERS) and (place := self._led_by(root)):
            return self._of_body(place), "", None
        if who.sort is Sort.UNNAMED:
            who = self._named_before(root, who) or self._named_later(root, who)
        if who.sort is Sort.OUTLET and not who.name and (told_before := self._outlet_before(root)):
            return self._of_body(told_before), "", None
        if who.sort is Sort.OUTLET:
            other = who.name and (media(who.name) or not self._is_own(who.name))
            return (self._of_body(who.name) if other else self._voice), "", None
        if who.sort is Sort.PERSON:
            return self._of_person(who, root)
        if who.sort is Sort.BODY:
            return self._of_spoken_body(who.body or who.name, root, stored), "", None
        return self._unnamed(who, root, stored, chain), "", None

    def _of_the_toll(self, stored: StoredClaim) -> Sequence[Source]:
        """Who told the toll that a claim adds to: "The toll is 21, the mayor said. Three of the wounded had died." """
        claim = stored.claim
        if claim.kind not in _TOLLS or not any(added(count, stored.sentence) for count in claim.counts):
            return ()
        before = [
            other
            for other in self._told
            if other.claim.kind in _TOLLS
            and other.claim.counts
            and other.claim.trigger.start < claim.trigger.start
            and not _BREAK.search(self._text[other.claim.trigger.end : claim.trigger.start])
        ]
        return before[-1].claim.said_by if before else ()

    def _meant(self, root: Source) -> Source:
        """The source itself, or for a pronoun that was not resolved, or "the same statement", whoever spoke last before it."""
        said = root.text.casefold().split()
        is_speech = len(said) > 1 and said[0] in ("the", "this", "that", "same") and said[-1] in words("speech")
        if root.name.casefold() not in words("pronouns") and not is_speech:
            return root
        earlier = [
            source
            for stored in self._told
            for source in stored.claim.said_by[:1]
            if source.start < root.start and source.name.casefold() not in words("pronouns")
        ]
        return max(earlier, key=lambda source: source.start) if earlier else root

    def _is_own(self, name: str) -> bool:
        """Is it the outlet itself: "the Herald" in the Zagros Herald?"""
        own = {*fold(self._outlet).split(), *fold(self._voice.name).split()}
        called = {*fold(name).split()} - {"the"}
        return bool(called) and called <= own

    def _of_body(self, name: str) -> OriginKey:
        key = body_key(name, self._country)
        return OriginKey(key, body_name(name), side_of_body(name, self._country))

    def _of_spoken_body(self, body: str, root: Source, stored: StoredClaim) -> OriginKey:
        if self._is_own(body):
            return self._voice
        resolved = self._pointed(body, root.start)
        if resolved in _POINTERS or root.text.casefold().startswith("their "):
            if (who := self._next_person(root)) and who.body and who.body not in _POINTERS:
                return self._of_body(self._pointed(who.body, root.start))
        if resolved in _POINTERS:
            return OriginKey(f"unnamed:{self._voice.key}:{fold(root.name)}", f"{root.name} ({self._voice.name})")
        low = fold(resolved).split()
        if low and not any(t[:1].isupper() for t in resolved.split()) and set(low) & words("institutions"):
            kind = next(word for word in reversed(low) if word in words("institutions"))
            place = self._place(stored)
            if place:
                return OriginKey(f"office:{kind}:{fold(place)}", f"{place} {kind}")
            return OriginKey(f"unnamed:{self._voice.key}:{kind}", f"{resolved} ({self._voice.name})")
        return self._of_body(resolved)

    def _pointed(self, body: str, start: int) -> str:
        """What "its", "the force" or "the ministry" means: the body named last before it that can be meant."""
        low = body.casefold().split()
        if body == "the" and self._voice.side:
            return self._voice.name  # the spokesman, in a body's own statement
        if body in _POINTERS:
            told = owner(self._text, start) or self._mentioned.last(start)
            return told or (self._voice.name if self._voice.side else body)
        if owned := _OWNED.match(body):
            # "the republic's health ministry", "the defence ministry of the self-proclaimed republic"
            noun = owned["owner"] or owned["of"]
            whose = self._mentioned.last(start, noun.casefold())
            return f"{whose}'s {owned['office'] or owned['first']}" if whose else body
        if low and low[-1] in words("pointing") | words("rebels") and all(map(_says_what_it_is, low[:-1])):
            return self._mentioned.last(start, low[-1]) or body
        return body

    def _of_person(self, who: Speaker, root: Source) -> tuple[OriginKey | Person, str, str | None]:
        # "It" is what stood before the name when it was given, not before a later "he".
        named = self._text.find(who.name)
        at = min(root.start, named) if named >= 0 else root.start
        if its := list(_ITS.finditer(self._text, max(0, at - _NEAR), at)):
            at = its[-1].start()  # "its military spokesman": not the military's
        body: str | None
        if who.body in _POINTERS and who.titles & words("heads_of_institutions"):
            body = self._institution_before(at) or self._pointed(who.body or "", at)
        else:
            body = self._pointed(who.body, at) if who.body else self._spoken_for_before(who)
        if body in _POINTERS:
            body = None
        office = self._of_body(body) if body else None
        place = next(iter(sorted(words("offices_of_places") & who.titles)), None)
        side = office.side if office else self._side_of_leader(who, root)
        one = person(who.name, self._country, office.key if office else None)
        one = replace(one, guessed=bool(office and body and office.key != body_key(body)))
        if office and not place:
            one = replace(one, office=office.key)
            return one, f"{who.name} ({office.name})", side
        return one, who.name, side

    def _spoken_for_before(self, who: Speaker) -> str | None:
        """The body whose nameless spokesman was quoted just before an officer of whom nothing else is said: it is he."""
        named = self._text.find(who.name)
        before = [(start, end, other) for (start, end, _), other in self._speakers.items() if start < named]
        if named < 0 or who.about.strip() or not who.titles & words("officers") or not before:
            return None
        start, end, last = max(before, key=lambda one: one[0])
        is_near = len(_BREAK.findall(self._text[start:named])) <= 1
        said = self._text[start:end].casefold().split()
        nameless = last.sort is Sort.BODY and bool(words("mouthpieces") & {*said})
        return last.body if is_near and nameless and last.body not in _POINTERS else None

    def _side_of_leader(self, who: Speaker, root: Source) -> str | None:
        """The side of whoever is described so; "who commands the group's eastern sector" is of the group named before."""
        side = side_of_words(who.about, self._country)
        if side or not who.titles & words("officers"):
            return side
        if (led := _LEADS.search(who.about)) and led[1].split()[-1] in words("tails"):
            return side_of_body(led[1], self._country) or f"name:{stem(led[1])}"
        low = [
            word.removesuffix("s")
            for word in re.split(r"\bwho\s+\w+", who.about)[-1].replace("’", "'").split("'")[0].split()
        ]
        noun = low[-1] if low and low[-1] in words("pointing") else None
        body = self._mentioned.last(root.start, noun) if noun else None
        return side_of_body(body, self._country) if body else None

    def _outlet_before(self, root: Source) -> str | None:
        """The other outlet that "the channel" or "the agency" means: the one quoted before it in the paragraph."""
        if not root.text.casefold().startswith("the ") or _BREAK.search(root.text):
            return None
        since = max((found.end() for found in _BREAK.finditer(self._text, 0, root.start)), default=0)
        before = [
            source
            for stored in self._told
            for source in stored.claim.said_by
            if since <= source.start < root.start and _is_outlet(source.name) and not self._is_own(source.name)
        ]
        return max(before, key=lambda source: source.start).name if before else None

    def _led_by(self, root: Source) -> str | None:
        """The institution of "its director": the one named with a name of its own before it in the sentence, or in the one before."""
        said = root.name.casefold().split()
        if not said or said[-1] not in words("heads_of_institutions") or len(said) > 3:
            return None
        return self._institution_before(root.start)

    def _institution_before(self, at: int) -> str | None:
        paragraph = _BREAK.split(self._text[:at])[-1]
        for sentence_ in reversed(SENTENCE_END.split(paragraph)[-2:]):
            if found := _INSTITUTION.findall(sentence_):
                return str(found[-1])
        return None

    def _named_before(self, root: Source, who: Speaker) -> Speaker | None:
        """ "The rescuers", of whom the report has not told before, are the body that its paragraph named last."""
        first, _, rest = root.text.casefold().partition(" ")
        before = self._text[: root.start]
        if first != "the" or rest not in words("people_of_bodies") or rest in before.casefold():
            return None
        paragraph = _BREAK.split(before)[-1]
        body = self._mentioned.last(root.start, since=len(before) - len(paragraph), under_arms=False)
        return Speaker(Sort.BODY, body, body) if body else None

    def _one_of_those(self, root: Source, who: Speaker) -> Speaker:
        """ "A resident said", and then one person by name who is nobody in office: nobody whom one may count beside them."""
        head = who.name.split()[-1].casefold() if who.name else ""
        named = {
            other
            for (start, _, _), other in self._speakers.items()
            if other.sort is Sort.PERSON and start > root.start and not other.body
        }
        people = same_people(person(other.name, None, None) for other in named)
        plain = [other for other in named if not other.titles & (words("officers") | words("speaks_for"))]
        if head not in words("anybody") or len(set(people.values())) != 1 or len(plain) != len(named):
            return who
        return max(plain, key=lambda other: (len(other.name), other.name))

    def _next_person(self, root: Source) -> Speaker | None:
        """Whoever speaks next by name, in the paragraph after at the latest: "their spokesman said. 'It fell to us,' X said." """
        after = self._person_after(root)
        if after is None:
            return None
        start, who = after
        return who if len(_BREAK.findall(self._text[root.start : start])) <= 1 else None

    def _person_after(self, root: Source) -> tuple[int, Speaker] | None:
        """The next who speaks, and where, if it is a person by name."""
        after = [(start, other) for (start, _, _), other in self._speakers.items() if start > root.start]
        first = min(after, key=lambda one: one[0], default=None)
        return first if first is not None and first[1].sort is Sort.PERSON else None

    def _stranger_after(self, root: Source) -> Speaker | None:
        """The one full name right after a nameless source of which the report says nothing: it said who that is before.

        "The district governor told the agency. 'They came by night,' Amal Darwish said by telephone."
        """
        after = self._person_after(root)
        if after is None:
            return None
        _, other = after
        said = (
            not other.titles & (words("speaks_for") | words("officers"))
            and not other.body
            and not re.search(r"\b[a-z]", other.about)
            and " " in other.name
        )
        return other if said else None

    def _named_later(self, root: Source, who: Speaker) -> Speaker:
        """ "A senior commander" of the first paragraph is the one officer whom the second names."""
        officer = bool(who.titles & words("officers"))
        if who.name and who.name.split()[-1].casefold() in words("anybody"):
            return self._one_of_those(root, who)
        plural = bool(who.name) and who.name.split()[-1].casefold().endswith("s")
        if not plural and (stranger := self._stranger_after(root)):
            return stranger
        if plural or not who.titles:
            return who
        named = {}
        for other in self._speakers.values():
            if other.sort is Sort.PERSON and (
                other.titles & who.titles or (officer and other.titles & words("officers"))
            ):
                named[person(other.name, None, None)] = other
        fitting = same_people(named)
        heads = {fitting[one] for one in named}
        if not named and (name := bearer(self._text, who.titles & (words("officers") | words("offices_of_places")))):
            return speaker(self._text, self._text.index(name), name, name, self._country)
        if len(heads) != 1:
            return who
        return max(named.values(), key=lambda speaker: (len(speaker.name), speaker.name))

    def _unnamed(self, who: Speaker, root: Source, stored: StoredClaim, chain: Sequence[Source]) -> OriginKey:
        name = who.name
        if fold(name) in words("pronouns") | words("speech") or not name:
            return self._voice
        if who.body in words("offices_of_places"):
            named = _OF_A_PLACE.search(root.text)
            place = named[1] if named else self._place(stored)
            if place:
                return OriginKey(f"office:{who.body}:{fold(place)}", f"{who.body} of {place}")
        through = (self._of_body(s.name) for s in chain[1:] if media(s.name) or body_name(s.name) in self._outlets)
        told_to = next(through, self._voice)
        side = side_of_words(who.about, self._country)
        if side is None and who.body and (body := self._pointed(who.body, root.start)) not in _POINTERS:
            side = side_of_body(body, self._country)
        return OriginKey(f"unnamed:{told_to.key}:{fold(name)}", f"{name} ({told_to.name})", side)

    def _place(self, stored: StoredClaim) -> str | None:
        """The last named place up to the claim."""
        places = [s.claim.place for s in self._told if s.claim.trigger.start <= stored.claim.trigger.start]
        named = [place for place in places if place is not None and place.lat is not None]
        own = stored.claim.place
        if own is not None and own.lat is not None:
            return own.name
        return named[-1].name if named else None


def _without_places(chain: Sequence[Source]) -> Sequence[Source]:
    """The chain without a place at its root that was taken for who speaks: "And from the coast: ..."."""
    is_place = "place" in load_nouns().classes.get(chain[0].name.casefold(), ())
    return chain[1:] if is_place and len(chain) > 1 else chain


def _is_outlet(name: str) -> bool:
    """Is it a news organisation, known or called so: "Volga TV", "Radio Karsa"?"""
    return media(name) is not None or (not name.islower() and bool({*fold(name).split()} & words("outlets")))


def _says_what_it_is(word: str) -> bool:
    """Does a word before "group" or "monitor" only describe it: "Britain-based", "jihadist"?"""
    return "-" in word or word in words("describing")
