"""A certificate as an OpenBadgeCredential: what was achieved and who issued it; the holder only as a salted hash."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import UTC, datetime, time
from typing import Any

from lms.certificates.badges import proof
from lms.certificates.badges.issuer import Issuer
from lms.certificates.domain.facts import Facts

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
SPECIMEN = "SPESIMEN – tanda tangan uji. "


def credential(facts: Facts, by: Issuer, *, at: datetime, development: bool) -> bytes:
    """The signed credential of a certificate as JSON, UTF-8. The address of its verification tells its state."""
    created = _instant(at)
    signed = proof.sign(
        _document(facts, by, created, development), key=by.key, method=by.method, created=created
    )
    return json.dumps(signed, ensure_ascii=False, indent=1).encode()


def _document(facts: Facts, by: Issuer, created: str, development: bool) -> dict[str, Any]:
    entry, event = facts.certificate, facts.event
    title = f"{event.kind} {event.title}"
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "id": _urn("kredensial", entry.verify_url),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": title,
        "issuer": {
            "id": by.id,
            "type": ["Profile"],
            "name": event.organiser or facts.office.name or by.id,
            "url": by.address,
        },
        "validFrom": created,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [_identity(facts.holder.name, entry.code)],
            "achievement": _achievement(facts, title, by),
        },
        "evidence": [
            {
                "id": entry.verify_url,
                "type": ["Evidence"],
                "name": f"Sertifikat {entry.number}",
                "description": "Status sertifikat: berlaku, kedaluwarsa, diganti, atau dicabut.",
            }
        ],
    }
    if development:
        found["description"] = f"{SPECIMEN}Bukan dokumen resmi."
    if entry.valid_until:
        found["validUntil"] = _instant(datetime.combine(entry.valid_until, time(23, 59, 59), UTC))
    return found


def _achievement(facts: Facts, title: str, by: Issuer) -> dict[str, Any]:
    event = facts.event
    hours = event.jp.numerator if event.jp.denominator == 1 else None
    return {
        "id": _urn("capaian", f"{by.address} {title} {event.first_day} {facts.holder.role}"),
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": title,
        "description": f"{title}, {event.first_day.isoformat()} sampai {event.last_day.isoformat()}.",
        "criteria": {
            "narrative": "Hadir dan memenuhi syarat kegiatan sebagaimana tertulis pada sertifikatnya."
        },
        **({"creditsAvailable": hours} if hours is not None else {}),
    }


def _identity(name: str, code: str) -> dict[str, Any]:
    """The holder's name, hashed with a salt: whoever is shown the name can compare, nobody can read it."""
    salt = hashlib.sha256(f"lencana {code}".encode()).hexdigest()[:32]
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": "sha256$" + hashlib.sha256(f"{name}{salt}".encode()).hexdigest(),
        "identityType": "name",
        "salt": salt,
    }


def _urn(kind: str, text: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind} {text}')}"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
