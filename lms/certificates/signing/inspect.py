"""Reads what the signature in a PDF proves: whole, by a pinned signer, unchanged, or not.

A PDF whose content was changed by an incremental update still has an "intact and valid" signature over its old part.
So the verdict asks for everything at once: the pinned signer, the whole file covered, and pyHanko's bottom line.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from lms.certificates.signing.signer import FIELD, Pin
from lms.core.codes import CODE_LENGTH, parse_code

Proof = Literal["whole", "changed", "foreign", "none"]
MAX_BYTES = 5 * 1024 * 1024
_CONTACT = re.compile(
    rb"verifikasi(?:/|\\057)([0-9A-Z]{%d})\)" % CODE_LENGTH
)  # a slash may be written as \057


@dataclass(frozen=True)
class Inspection:
    """What the signature proves.

    `whole`: the pinned signer signed exactly these bytes. `changed`: they did, but bytes were changed or added.
    `foreign`: signed by somebody else. `none`: no readable signature. `code`: what the file says it is; proves nothing.
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

    signatures = PdfFileReader(io.BytesIO(pdf), strict=True).embedded_regular_signatures
    if not signatures:
        return Inspection("none", code=code)
    first = signatures[0]
    fingerprint = first.signer_cert.sha256.hex()
    pin = next((p for p in pins if p.fingerprint == fingerprint), None)
    if pin is None:
        return Inspection("foreign", fingerprint, code=code)
    signed_code = _signed_code(first) or code
    whole = len(signatures) == 1 and first.field_name == FIELD and _whole(first, pin)
    return Inspection(
        "whole" if whole else "changed",
        fingerprint,
        pin.label,
        pin.development,
        signed_code,
        first.self_reported_timestamp,
    )


def _signed_code(signature: Any) -> str | None:
    contact = str(signature.sig_object.get("/ContactInfo", ""))
    return parse_code(contact.rpartition("/")[2])


def _whole(signature: Any, pin: Pin) -> bool:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    chain = _certificates(pin)
    context = ValidationContext(
        trust_roots=chain[:1],
        allow_fetching=False,
        moment=signature.self_reported_timestamp,
    )
    usage = KeyUsageConstraints(
        key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
    )
    status = validate_pdf_signature(signature, signer_validation_context=context, key_usage_settings=usage)
    return bool(
        status.bottom_line
        and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and status.trusted
        and status.intact
        and _container_untouched(signature, {one.sha256 for one in chain})
    )


def _certificates(pin: Pin) -> list[Any]:
    from asn1crypto import pem, x509

    return [
        x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(pin.pem.encode(), multiple=True)
    ]


def _container_untouched(signature: Any, known: set[bytes]) -> bool:
    """The signature's own bytes are the one part that it cannot cover; nothing may hide there.

    The hexadecimal text must be as it was written, the padding zero, the CMS canonical, and every certificate in it
    one of the signer's chain.
    """
    from asn1crypto import cms

    start, end = int(signature.byte_range[1]), int(signature.byte_range[2])
    signature.reader.stream.seek(start)
    text = signature.reader.stream.read(end - start)
    raw = bytes.fromhex(text[1:-1].decode("ascii"))
    if text != b"<" + raw.hex().upper().encode() + b">":
        return False
    content = cms.ContentInfo.load(raw)
    length = len(content.dump())
    signed = content["content"]
    return (
        not any(raw[length:])
        and cms.ContentInfo.load(raw[:length], strict=True).copy().dump(force=True) == raw[:length]
        and signed["version"].native == "v1"
        and [one["algorithm"].native for one in signed["digest_algorithms"]] == ["sha256"]
        and {one.chosen.sha256 for one in signed["certificates"]} <= known
        and not signed["crls"].native
        and len(signed["signer_infos"]) == 1
        and _names_the_signer(signed["signer_infos"][0], signature.signer_cert)
    )


def _names_the_signer(info: Any, certificate: Any) -> bool:
    """The words by which the container names its signer are not signed, so they are compared."""
    named = info["sid"].chosen
    return bool(
        info["version"].native == "v1"
        and not info["unsigned_attrs"].native
        and named["issuer"].dump() == certificate.issuer.dump()
        and named["serial_number"].native == certificate.serial_number
    )
