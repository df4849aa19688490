"""Checking a PDF against the register: the same bytes, changed bytes, or nothing of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from lms.certificates.queries.public import PublicCertificate, pins, verify_code, verify_hash
from lms.certificates.signing.inspect import Inspection, inspect
from lms.certificates.signing.signer import Pin

FileState = Literal["valid", "expired", "replaced", "revoked", "changed", "unknown"]
Inspector = Callable[[bytes, Sequence[Pin]], Inspection]


@dataclass(frozen=True)
class FileVerdict:
    """What a file is; `certificate` is the one it is, or claims to be when it was changed.

    `registered`: the register knows exactly these bytes. `alone`: no register was asked.
    """

    state: FileState
    certificate: PublicCertificate | None
    inspection: Inspection
    registered: bool
    alone: bool = False

    @property
    def development(self) -> bool:
        """Whether a test key signed it."""
        return self.inspection.development


def verify_file(session: Session, pdf: bytes, today: date, inspector: Inspector = inspect) -> FileVerdict:
    """The verdict about a file; both the stored hash and the signature must agree before it is called ours.

    A file with a known hash holds our own bytes and is inspected at once; anything else goes to `inspector`.
    """
    trusted = pins(session)
    known = verify_hash(session, hashlib.sha256(pdf).hexdigest(), today)
    if known is not None:
        inspection = inspect(pdf, trusted)
        proven = inspection.proof in {"whole", "signed"} or (known.by_hand and inspection.proof == "none")
        state: FileState = known.state if proven and known.state != "unknown" else "changed"
        return FileVerdict(state, known, inspection, registered=True)
    inspection = inspector(pdf, trusted)
    claimed = verify_code(session, inspection.code, today) if inspection.code else None
    changed = inspection.proof == "changed" or claimed is not None
    return FileVerdict("changed" if changed else "unknown", claimed, inspection, registered=False)


def verify_alone(pdf: bytes, trusted: Sequence[Pin]) -> FileVerdict:
    """The verdict by the signature alone, where no register can be asked."""
    inspection = inspect(pdf, trusted)
    states: dict[str, FileState] = {"whole": "valid", "changed": "changed"}
    return FileVerdict(
        states.get(inspection.proof, "unknown"), None, inspection, registered=False, alone=True
    )
