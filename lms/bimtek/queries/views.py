"""The shapes in which sessions are read: small frozen values without a database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from lms.bimtek.domain import rules, schedule
from lms.bimtek.domain.places import EnrolmentStatus, Registration
from lms.bimtek.domain.rules import Condition, Eligible, Method, Rules
from lms.bimtek.domain.schedule import Stage, Stored
from lms.people.domain.snapshot import OfficerSnapshot


@dataclass(frozen=True)
class SlotView:
    """A slot of the timetable; times are aware and in UTC."""

    id: int
    starts_at: datetime
    ends_at: datetime
    topic: str
    speaker: str
    jp: Fraction
    checkin_opened_at: datetime | None
    checkin_closed_at: datetime | None

    @property
    def checkin_open(self) -> bool:
        """Whether participants can check in now."""
        return self.checkin_opened_at is not None and self.checkin_closed_at is None

    @property
    def span(self) -> schedule.Span:
        """Beginning and end."""
        return self.starts_at, self.ends_at

    @property
    def minutes(self) -> int:
        """The length in minutes."""
        return schedule.minutes(self.span)


@dataclass(frozen=True)
class SessionView:
    """A session with its timetable and its rules; days are the institution's."""

    id: int
    title: str
    programme: str
    legal_basis: str
    place: str
    link: str
    capacity: int | None
    waiting_list: bool
    registration: Registration
    late_after: int | None
    reminders: str
    calendar_days: int
    slots: tuple[SlotView, ...]
    total_jp: Fraction
    first_day: date | None
    last_day: date | None
    stored_state: Stored
    rules: Rules
    post_test_quiz: str | None
    post_test_unit: str | None
    post_test_level: int | None
    post_test_opens_at: datetime | None
    post_test_closes_at: datetime | None
    template: str
    version: int
    changed_at: datetime
    closed_at: datetime | None
    cancelled_at: datetime | None
    cancel_reason: str

    @property
    def is_final(self) -> bool:
        """Whether nothing can be changed any more: closed, or called off."""
        return self.stored_state in {"closed", "cancelled"}

    def stage(self, now: datetime) -> Stage:
        """Where the session stands at a moment."""
        return schedule.stage(self.stored_state, (slot.span for slot in self.slots), now)

    def today_at(self, stage: Stage, day: date) -> datetime | None:
        """When an announced session begins, if that is still ahead on this very day; else None."""
        return self.slots[0].starts_at if stage == "announced" and self.first_day == day else None

    def post_test_state(self, now: datetime) -> Literal["none", "ahead", "open", "over"]:
        """Whether the post-test can be started at a moment."""
        if self.post_test_quiz is None:
            return "none"
        if self.post_test_opens_at is None or now < self.post_test_opens_at:
            return "ahead" if self.stored_state != "closed" else "over"
        closes = self.post_test_closes_at
        return "over" if self.stored_state == "closed" or (closes is not None and now >= closes) else "open"

    def post_test_open(self, now: datetime) -> bool:
        """Whether participants may start the post-test."""
        return self.post_test_state(now) == "open"

    def slot(self, slot_id: int) -> SlotView | None:
        """One slot by its id."""
        return next((slot for slot in self.slots if slot.id == slot_id), None)


@dataclass(frozen=True)
class Eligibility:
    """How one participant stands; `post_test` is the share of the full mark, `reasons` are sentences for people.

    Each of the first `reasons` is about one condition, in the order of `met`; sentences about exceptions follow.
    """

    officer_id: int
    enrolment_id: int
    attended_jp: Fraction
    total_jp: Fraction
    attendance_ok: bool
    post_test: Fraction | None
    post_test_ok: bool
    eligible: Eligible
    reasons: list[str]
    evaluation_ok: bool = True
    waived: tuple[Condition, ...] = ()
    met: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Participant:
    """One enrolled person; name and post are today's, after the closing those of its day (`snapshot`)."""

    enrolment_id: int
    officer_id: int
    name: str
    nip: str | None
    post_title: str
    agency_name: str
    agency_short: str
    status: EnrolmentStatus
    enrolled_at: datetime
    queued_at: datetime | None
    promoted_at: datetime | None
    request_note: str
    decision_note: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    snapshot: OfficerSnapshot | None


@dataclass(frozen=True)
class OfficerSession:
    """A session as one of its participants sees it; `result` is there once the session is closed."""

    view: SessionView
    enrolment_id: int
    stage: Stage
    result: Eligibility | None


@dataclass(frozen=True)
class TrainerSession:
    """A session as the trainers' list shows it."""

    view: SessionView
    stage: Stage
    enrolled: int


@dataclass(frozen=True)
class Presence:
    """What is recorded about one participant in one slot."""

    state: rules.Presence
    minutes_late: int
    minutes_early: int
    method: Method
    recorded_at: datetime
