"""Reads what the signature in a PDF proves: whole, by a pinned signer, unchanged, or not.

A PDF whose content was changed by an incremental update still has an "intact and valid" signature over its old part.
So the verdict asks for everything at once: the pinned signer, the whole file covered, and pyHanko's bottom line.
"""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from lms.certificates.domain.badge import CREDENTIAL_FILE
from lms.certificates.signing import container
from lms.certificates.signing.pades import FIELD
from lms.certificates.signing.signer import Pin
from lms.certificates.signing.timestamps import token_certificates
from lms.core.codes import CODE_LENGTH, parse_code

Proof = Literal["whole", "signed", "changed", "foreign", "none"]
MAX_BYTES = 5 * 1024 * 1024
_CONTACT = re.compile(
    rb"verifikasi(?:/|\\057)([0-9A-Z]{%d})\)" % CODE_LENGTH
)  # a slash may be written as \057


@dataclass(frozen=True)
class Inspection:
    """What the signature proves.

    `whole`: the pinned signer signed exactly these bytes. `signed`: so too, but in a container that another program made
    and that leaves room for bytes nobody signed, or with proofs for later years behind it; only the register's hash can
    say more. `changed`: they signed, but
    bytes were changed or added. `foreign`: signed by somebody else. `none`: no readable signature. `code`: what the
    file says it is; proves nothing by itself.
    """

    proof: Proof
    fingerprint: str = ""
    label: str = ""
    development: bool = False
    code: str | None = None
    signed_at: datetime | None = None


logging.getLogger("pyhanko").setLevel(
    logging.CRITICAL
)  # it prints tracebacks about files that are merely not ours


def claimed_code(pdf: bytes) -> str | None:
    """The verification code that a file claims in its signature dictionary, read without trusting its structure."""
    found = _CONTACT.search(pdf)
    return parse_code(found[1].decode()) if found else None


def inspect(pdf: bytes, pins: Sequence[Pin]) -> Inspection:
    """The verdict about a file; never raises, whatever the file holds."""
    code = claimed_code(pdf)
    if b"%PDF-" not in pdf[:1024] or len(pdf) > MAX_BYTES:
        return Inspection("none", code=code)
    try:
        return _inspect(pdf, pins, code)
    except RecursionError:
        return Inspection("none", code=code)
    except Exception:  # noqa: BLE001 - parsers raise whatever they like on hostile files; all of it means "not proven"
        return Inspection("changed" if code else "none", code=code)


def _inspect(pdf: bytes, pins: Sequence[Pin], code: str | None) -> Inspection:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    signatures = reader.embedded_regular_signatures
    if not signatures:
        return Inspection("none", code=code)
    first = signatures[0]
    fingerprint = first.signer_cert.sha256.hex()
    pin = next((p for p in pins if p.fingerprint == fingerprint and p.kind != "waktu"), None)
    if pin is None:
        return Inspection("foreign", fingerprint, code=code)
    code = _signed_code(first) or attached_code(reader) or code
    if pin.kind == "luar" and code is None:
        return Inspection("foreign", fingerprint)  # an official signs letters too
    proof = proof_of(signatures, pin, [p for p in pins if p.kind == "waktu"])
    return Inspection(proof, fingerprint, pin.label, pin.development, code, first.self_reported_timestamp)


def _signed_code(signature: Any) -> str | None:
    contact = str(signature.sig_object.get("/ContactInfo", ""))
    return parse_code(contact.rpartition("/")[2])


def attached_code(reader: Any) -> str | None:
    """The code in the credential that is attached to a certificate; None when there is none."""
    data = attached_credential(reader)
    if data is None:
        return None
    return parse_code(str(json.loads(data)["evidence"][0]["id"]).rpartition("/")[2])


def attached_credential(reader: Any) -> bytes | None:
    """The credential that is attached to a certificate, byte for byte; None when there is none."""
    try:
        names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    except KeyError:
        return None
    for place in range(1, len(names), 2):
        file = names[place]
        if CREDENTIAL_FILE in {str(file.get("/F", "")), str(file.get("/UF", ""))}:
            return bytes(file["/EF"]["/F"].data)
    return None


def proof_of(signatures: Sequence[Any], pin: Pin, authorities: Sequence[Pin] = ()) -> Proof:
    """What the signatures of a file prove about a signer whose certificate the first one carries.

    Services add what proves a signature in later years (PAdES B-LT: a security store, a timestamp of the document) behind
    it; somebody else's file may have that, ours has nothing behind its signature.
    """
    first = signatures[0]
    ours = pin.kind != "luar"
    reach = _reach(first, pin, authorities)
    if len(signatures) != 1 or (ours and first.field_name != FIELD) or reach == "broken":
        return "changed"
    own = [_certificates(one)[0] for one in authorities]
    if reach == "all" and container.untouched(first, _certificates(pin), own):
        return "whole"
    return "changed" if ours else "signed"


def _reach(signature: Any, pin: Pin, authorities: Sequence[Pin]) -> Literal["all", "but proofs", "broken"]:
    """Whether a good signature reaches over the whole file, or over all but later proofs of its validity."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    status = _status(signature, pin, authorities)
    if not (status.bottom_line and status.trusted and status.intact):
        return "broken"
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "all"
    harmless = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES}
    revision = status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
    return "but proofs" if revision and status.modification_level in harmless else "broken"


def _status(signature: Any, pin: Pin, authorities: Sequence[Pin]) -> Any:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    usage = KeyUsageConstraints(
        key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
    )
    foreign = _embedded_authorities(signature) if pin.kind == "luar" else []
    roots = [_certificates(one)[0] for one in authorities] or foreign
    return validate_pdf_signature(
        signature,
        signer_validation_context=_context(_certificates(pin)[:1], signature.self_reported_timestamp),
        ts_validation_context=_context(roots, None),
        key_usage_settings=usage,
    )


def _embedded_authorities(signature: Any) -> list[Any]:
    """The timestamp authority that somebody else's signature names itself: it proves no time to us, but breaks nothing."""
    return token_certificates(signature.signer_info)


def _context(roots: Sequence[Any], moment: datetime | None) -> Any:
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=moment)


def _certificates(pin: Pin) -> list[Any]:
    from asn1crypto import pem, x509

    return [
        x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(pin.pem.encode(), multiple=True)
    ]
