"""The posts of a list: agencies found by name, new posts planned, a different post read as a mutasi."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from lms.content.hints import did_you_mean, nearest
from lms.core.problem import problem
from lms.people.domain.city import Span
from lms.people.domain.roster.plan import Change, Known, KnownAgency, KnownHeld, KnownPost, Move, Plan
from lms.people.domain.roster.reader import Entry


class Moves:
    """Knows agencies, posts and who holds them; writes new posts and problems into the plan."""

    def __init__(self, path: str, known: Known, plan: Plan, today: date) -> None:
        self.path = path
        self.plan = plan
        self.today = today
        self.agencies = {a.id: a for a in known.agencies}
        self.posts = {(p.agency_id, p.title.casefold()): p for p in known.posts}
        self.posts_by_id = {p.id: p for p in known.posts}
        self.held: dict[int, list[KnownHeld]] = defaultdict(list)
        for held in known.held:
            self.held[held.officer_id].append(held)
        self._names = self._in_force()
        self._profiles: dict[tuple[int, str], tuple[str, int]] = {}

    def _in_force(self) -> dict[str, KnownAgency]:
        """Agencies that have not ended, by name and by abbreviation."""
        found: dict[str, KnownAgency] = {}
        for agency in sorted(self.agencies.values(), key=lambda a: a.valid_from, reverse=True):
            if agency.valid_to is None or agency.valid_to >= self.today:
                found.setdefault(agency.name.casefold(), agency)
                found.setdefault(agency.short.casefold(), agency)
        return found

    def _fault(self, row: int, code: str, **facts: object) -> None:
        self.plan.problems.append(problem(self.path, row, 1, code, **facts))

    def first(self, entry: Entry) -> Move | None:
        """The post of a person who is new."""
        agency = self._agency(entry)
        if agency is None or not entry.post:
            return None
        title = self._post(entry, agency)
        return Move(agency.id, title, entry.start or self.today)

    def next(self, entry: Entry, officer_id: int) -> tuple[Move | None, list[Change]]:
        """The post of a person who is known, and how it differs from what they hold."""
        agency = self._agency(entry)
        if agency is None or not entry.post:
            return None, []
        title = self._post(entry, agency)
        key = (agency.id, title.casefold())
        live = [h for h in self.held[officer_id] if h.end is None or h.end >= self.today]
        for held in live:
            if self._key(held) == key:
                return self._restart(entry, agency, title, held, officer_id)
        return self._transfer(entry, agency, title, officer_id)

    def _transfer(
        self, entry: Entry, agency: KnownAgency, title: str, officer_id: int
    ) -> tuple[Move | None, list[Change]]:
        """Another post than before: what runs now ends on the day before."""
        start = entry.start or self.today
        live = [h for h in self.held[officer_id] if h.end is None or h.end >= self.today]
        for held in self.held[officer_id]:
            if held.start >= start or (
                held not in live and Span(start, None).overlaps(Span(held.start, held.end))
            ):
                post = self.posts_by_id[held.post_id].title
                self._fault(entry.row, "P023", start=start, post=post, since=held.start)
                return None, []
        before = ", ".join(self._shown(held) for held in live)
        changes = [
            Change("post", before, f"{title} · {agency.short}"),
            Change("start", ", ".join(str(held.start) for held in live), str(start)),
        ]
        ends = tuple(held.id for held in live if held.end is None or held.end >= start)
        return Move(agency.id, title, start, ends), changes

    def _restart(
        self, entry: Entry, agency: KnownAgency, title: str, held: KnownHeld, officer_id: int
    ) -> tuple[Move | None, list[Change]]:
        """The same post: only its first day may differ, when no other post stands in the way."""
        if entry.start is None or entry.start == held.start:
            return None, []
        span = Span(entry.start, held.end)
        others = [h for h in self.held[officer_id] if h.id != held.id]
        clash = next((h for h in others if Span(h.start, h.end).overlaps(span)), None)
        if clash is not None or (held.end is not None and entry.start > held.end):
            blocking = clash or held
            post = self.posts_by_id[blocking.post_id].title
            self._fault(entry.row, "P023", start=entry.start, post=post, since=blocking.start)
            return None, []
        move = Move(agency.id, title, entry.start, restart=held.id)
        return move, [Change("start", str(held.start), str(entry.start))]

    def _agency(self, entry: Entry) -> KnownAgency | None:
        if not entry.agency:
            return None
        found = self._names.get(entry.agency.casefold())
        if found is None:
            shown = sorted({name for a in self._names.values() for name in (a.name, a.short)})
            hint = did_you_mean(nearest(entry.agency, shown))
            self._fault(entry.row, "P021", value=entry.agency, hint=hint)
        return found

    def _post(self, entry: Entry, agency: KnownAgency) -> str:
        """The title as it stands or will stand; plans a new post, or another profile of a known one."""
        key = (agency.id, entry.post.casefold())
        self._check_profile(entry, agency, key)
        known = self.posts.get(key)
        if known is None or not known.open:
            title = known.title if known else self.plan.new_posts.get(key, (entry.post,))[0]
            earlier = self.plan.new_posts.get(key)
            profile = entry.profile or (earlier[2] if earlier else None) or (known.profile if known else None)
            self.plan.new_posts[key] = (title, agency.name, profile)
            return title
        if entry.profile is not None and entry.profile != known.profile:
            self.plan.profiles[known.id] = (f"{known.title} · {agency.short}", known.profile, entry.profile)
        return known.title

    def _check_profile(self, entry: Entry, agency: KnownAgency, key: tuple[int, str]) -> None:
        if entry.profile is None:
            return
        profile, first = self._profiles.setdefault(key, (entry.profile, entry.row))
        if profile != entry.profile:
            self._fault(entry.row, "P029", post=entry.post, agency=agency.short, first=first, other=profile)

    def _key(self, held: KnownHeld) -> tuple[int, str]:
        post = self.posts_by_id[held.post_id]
        return post.agency_id, post.title.casefold()

    def _shown(self, held: KnownHeld) -> str:
        post: KnownPost = self.posts_by_id[held.post_id]
        return f"{post.title} · {self.agencies[post.agency_id].short}"
