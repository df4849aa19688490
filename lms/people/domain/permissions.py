"""The one table of who may do what; every view names a permission from it."""

from __future__ import annotations

from enum import Enum
from typing import Literal

Role = Literal["officer", "trainer", "head", "admin"]
ROLES: tuple[Role, ...] = ("officer", "trainer", "head", "admin")


class Permission(Enum):
    """What a page or an action needs; the value is a stable name for tests and documents."""

    OWN_PAGE = "own.page"
    LEARN = "learn"
    OWN_CERTIFICATES = "own.certificates"
    WRITE_CONTENT = "content.write"
    RUN_SESSIONS = "sessions.run"
    SEE_ITEM_STATISTICS = "statistics.items"
    SEE_CONFUSIONS = "statistics.confusions"
    EDIT_WORDS = "city.words"
    ISSUE_CERTIFICATES = "certificates.issue"
    REVOKE_CERTIFICATES = "certificates.revoke"
    SEE_OWN_AGENCY = "agency.own.see"
    SEE_ALL_AGENCIES = "agency.all.see"
    MANAGE_PEOPLE = "people.manage"
    MANAGE_CITY = "city.manage"
    MANAGE_SETTINGS = "settings.manage"
    SEE_JOURNAL = "journal.see"


_EVERYBODY = {Permission.OWN_PAGE, Permission.LEARN, Permission.OWN_CERTIFICATES}
_TRAINER = _EVERYBODY | {
    Permission.WRITE_CONTENT,
    Permission.RUN_SESSIONS,
    Permission.SEE_ITEM_STATISTICS,
    Permission.SEE_CONFUSIONS,
    Permission.EDIT_WORDS,
    Permission.ISSUE_CERTIFICATES,
}
_HEAD = _EVERYBODY | {Permission.SEE_OWN_AGENCY, Permission.SEE_CONFUSIONS}
_ADMIN = _TRAINER | {
    Permission.REVOKE_CERTIFICATES,
    Permission.SEE_ALL_AGENCIES,
    Permission.SEE_OWN_AGENCY,
    Permission.MANAGE_PEOPLE,
    Permission.MANAGE_CITY,
    Permission.MANAGE_SETTINGS,
    Permission.SEE_JOURNAL,
}

TABLE: dict[Role, frozenset[Permission]] = {
    "officer": frozenset(_EVERYBODY),
    "trainer": frozenset(_TRAINER),
    "head": frozenset(_HEAD),
    "admin": frozenset(_ADMIN),
}


def may(role: str, permission: Permission) -> bool:
    """Whether the role holds the permission; unknown roles hold none."""
    return any(role == known and permission in held for known, held in TABLE.items())
