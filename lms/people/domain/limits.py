"""How long sessions and links live, and how many wrong passwords are borne."""

from __future__ import annotations

from datetime import timedelta

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
REMEMBERED = timedelta(days=14)

ACTIVATION = timedelta(days=7)
RESET = timedelta(minutes=30)

FAILURE_WINDOW = timedelta(minutes=15)
FAILURES_KEPT = timedelta(days=1)
FAILURES_PER_ACCOUNT = 10  # from one address
FAILURES_PER_ACCOUNT_ANYWHERE = 50
FAILURES_PER_ADDRESS = 100

PASSWORD_MINIMUM = 10
PASSWORD_MAXIMUM = 200

COMMON = frozenset(
    {
        "1234567890",
        "0123456789",
        "qwertyuiop",
        "password123",
        "passwordku",
        "katasandi123",
        "indonesia123",
        "rahasia123",
        "bismillah123",
        "sayangku123",
        "merdeka1945",
        "pancasila45",
        "semarang123",
        "diskominfo123",
        "estafet123",
        "estafet2026",
        "kominfo123",
        "pegawai123",
        "adminadmin",
        "administrator",
        "welcome123",
    }
)


def password_fault(password: str, *, known: tuple[str, ...] = ()) -> str | None:
    """A word for what is wrong with a new password: short, long, common, personal; None when it will do.

    `known` are facts about the person (NIP, name, e-mail) that a password must not be made of.
    """
    if len(password) < PASSWORD_MINIMUM:
        return "short"
    if len(password) > PASSWORD_MAXIMUM:
        return "long"
    folded = password.casefold().replace(" ", "")
    if folded in COMMON or len(set(folded)) < 4:  # noqa: PLR2004 - "aaaaaaaaaa", "1212121212"
        return "common"
    if any(len(fact) > 4 and fact.casefold().replace(" ", "") in folded for fact in known if fact):  # noqa: PLR2004
        return "personal"
    return None
