"""The answer of verification for programs, the same over HTTP and on the command line."""

from __future__ import annotations

from lms.certificates.queries.public import PublicCertificate


def as_json(state: str, found: PublicCertificate | None) -> dict[str, object]:
    """Every answer has the same members; an unknown code gets nothing but its state."""
    return {"state": state, **(_facts(state, found) if found else _NOTHING)}


def _facts(state: str, found: PublicCertificate) -> dict[str, object]:
    ended = state in {"revoked", "replaced"}
    return {
        "code": found.code,
        "number": found.number,
        "kind": found.kind,
        "holder": found.holder,
        "event": f"{found.event_kind} {found.event}",
        "first_day": found.first_day.isoformat(),
        "last_day": found.last_day.isoformat(),
        "jp": found.jp,
        "issuer": found.issuer,
        "issued_on": found.issued_on.isoformat(),
        "valid_until": found.valid_until.isoformat() if found.valid_until else None,
        "ended_at": found.ended_at.isoformat() if found.ended_at else None,
        "reason": found.reason if ended else None,
        "development_key": found.development,
        "by_hand": found.by_hand,
        "sha256": found.pdf_sha256,
    }


_NOTHING: dict[str, object] = dict.fromkeys(
    (
        "code", "number", "kind", "holder", "event", "first_day", "last_day", "jp", "issuer", "issued_on",
        "valid_until", "ended_at", "reason", "development_key", "by_hand", "sha256",
    )
)  # fmt: skip
