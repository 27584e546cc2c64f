"""Who did it to whom: the actors and the targets of each event, through the dependency parse by the frames of kinds.yaml.

What the text tells once is shared: the agent of an attack killed whom the attack killed. Whom a mention means, a
pronoun or "the group", is asked of coreference.py.
"""

from __future__ import annotations

from dateline.reading.event import Event
from dateline.reading.roles import Roles, once
from dateline.reading.sharedroles import SharedRoles
from dateline.reading.whoofnouns import NounRoles
from dateline.reading.whoofverbs import VerbRoles

__all__ = ["Cast", "Roles"]

_POSSESSIVES = frozenset(["its", "their", "his", "her", "our", "my", "your"])


class Cast(VerbRoles, NounRoles, SharedRoles):
    """The events of one report and who plays which role in them."""

    def roles(self, event: Event) -> Roles:
        """Who fills which role of an event, by its own grammar alone."""
        found = Roles()
        if event.gapped:
            for slot, head in (("subject", event.subject), ("object", event.object)):
                self._put(found, event.trigger.roles.get(slot, "none"), head, event)
        elif event.head.is_verb and not event.trigger.actor:
            self._verb_roles(event, found)
        else:
            self._noun_roles(event, found)
        if len(found.agents) > 1:
            found.agents = [t for t in found.agents if t.lower not in _POSSESSIVES] or found.agents
        found.agents = once(found.agents)
        found.targets = [t for t in once(found.targets) if t not in found.agents]
        return found

    def all_roles(self, events: list[Event]) -> list[Roles]:
        """Who fills which role of each event of the report, shared between events where the text tells it once."""
        by_head = {event.head.i: event for event in events}
        found = [self.roles(event) for event in events]
        roles = {event.head.i: role for event, role in zip(events, found, strict=True)}
        for event in events:
            self._share(event, roles[event.head.i], by_head, roles)
        pairs = list(zip(events, found, strict=True))
        for k, (event, role) in enumerate(pairs):
            if not role.agents:
                role.agents = self._told_before(event, pairs[max(0, k - 30) : k])
        for role in found:
            role.agents = [t for t in once(role.agents) if t not in role.targets]
        return found
