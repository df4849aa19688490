"""Comparing a list with what is known: who is meant by a row, and what would change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from lms.core.problem import problem
from lms.people.domain.persons import Person
from lms.people.domain.roster.moves import Moves
from lms.people.domain.roster.plan import Change, ChangedOfficer, Known, KnownOfficer, NewOfficer, Plan
from lms.people.domain.roster.reader import Entry, Roster


def compare(roster: Roster, known: Known, *, today: date) -> Plan:
    """The plan of an import. A row finds its officer by NIP, else by e-mail, else by the bare name.

    An empty cell leaves the fact as it is; nobody is deleted for being absent from the list.
    """
    plan = Plan(problems=list(roster.problems))
    comparison = _Comparison(roster, known, plan, Moves(roster.path, known, plan, today))
    matched = {officer_id for entry in roster.entries if (officer_id := comparison.take(entry)) is not None}
    comparison.refuse_taken()
    plan.missing = [
        (o.id, o.person.name) for o in known.officers if o.status == "active" and o.id not in matched
    ]
    return plan


class _Comparison:
    """The indexes of what is known, and the plan that grows row by row."""

    def __init__(self, roster: Roster, known: Known, plan: Plan, moves: Moves) -> None:
        self.path = roster.path
        self.plan = plan
        self.moves = moves
        self.officers = {o.id: o for o in known.officers}
        self.by_nip = {o.person.nip: o for o in known.officers if o.person.nip}
        self.by_email = {o.person.email: o for o in known.officers if o.person.email}
        self.by_name: dict[str, list[KnownOfficer]] = defaultdict(list)
        for o in known.officers:
            if not o.person.nip and o.status == "active":
                self.by_name[o.person.name.casefold()].append(o)

    def fault(self, row: int, code: str, **facts: object) -> None:
        """Note a problem of a row."""
        self.plan.problems.append(problem(self.path, row, 1, code, **facts))

    def take(self, entry: Entry) -> int | None:
        """Put one row into the plan; returns the id of the officer it means, if known."""
        officer = self._find(entry)
        if officer is None:
            self._add(entry)
            return None
        if officer.status != "active":
            self.fault(entry.row, "P026", name=officer.person.name)
            self.plan.skipped += 1
            return officer.id
        self._update(entry, officer)
        return officer.id

    def _find(self, entry: Entry) -> KnownOfficer | None:
        nip, email = entry.facts.get("nip", ""), entry.facts.get("email", "")
        found = self.by_nip.get(nip) or self.by_email.get(email)
        if found is None and not nip:
            same = self.by_name.get(entry.name.casefold(), [])
            fits = [o for o in same if not email or not o.person.email]
            if len(fits) > 1:
                self.fault(entry.row, "P025", count=len(fits), name=entry.name)
            found = fits[0] if fits else None
        elif found is None and self.by_name.get(entry.name.casefold()):
            self.fault(entry.row, "P027", name=entry.name)
        while found is not None and found.merged_into is not None:
            found = self.officers.get(found.merged_into)
        return found

    def _add(self, entry: Entry) -> None:
        person = Person(**{"employment": "pns", **entry.facts})
        move = self.moves.first(entry)
        self.plan.new.append(
            NewOfficer(entry.row, person, move, f"{entry.post} · {entry.agency}" if move else "")
        )

    def _update(self, entry: Entry, officer: KnownOfficer) -> None:
        person = replace(officer.person, **self._own_facts(entry))
        before, after = officer.person.as_dict(), person.as_dict()
        changes = [
            Change(name, str(before[name] or ""), str(after[name] or ""))
            for name in after
            if before[name] != after[name]
        ]
        move, moved = self.moves.next(entry, officer.id)
        changes += moved
        if not changes:
            self.plan.unchanged += 1
            return
        self.plan.changed.append(
            ChangedOfficer(entry.row, officer.id, officer.person.name, person, tuple(changes), move)
        )

    def _own_facts(self, entry: Entry) -> dict[str, str]:
        """The facts of a row, without a NIP or e-mail by which a merged row is still known."""
        signposts = {"nip": self.by_nip, "email": self.by_email}
        return {
            name: value
            for name, value in entry.facts.items()
            if not (name in signposts and (o := signposts[name].get(value)) and o.merged_into is not None)
        }

    def refuse_taken(self) -> None:
        """No NIP and no e-mail may belong to two people after the import."""
        changed = {item.officer_id for item in self.plan.changed}
        for column, title in (("nip", "NIP"), ("email", "Surel")):
            owners = {
                getattr(o.person, column): f"{o.person.name}, #{o.id}"
                for o in self.officers.values()
                if o.id not in changed
            }
            items: list[NewOfficer | ChangedOfficer] = [*self.plan.changed, *self.plan.new]
            for item in items:
                value = getattr(item.person, column)
                if value and value in owners:
                    self.fault(item.row, "P024", field=title, value=value, other=owners[value])
                owners.setdefault(value, item.person.name)
