"""The signature's own bytes are the one part of a PDF that it cannot cover; nothing may hide there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

TIMESTAMP = "signature_time_stamp_token"


def untouched(signature: Any, chain: Sequence[Any], authorities: Sequence[Any]) -> bool:
    """Whether the container is as our own signing writes it.

    The hexadecimal text must be as it was written, the padding zero, the CMS canonical, and every certificate in it one
    of the signer's `chain`; a timestamp must be as plain, by one of the known `authorities`.
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
    if any(raw[length:]) or not _canonical(cms.ContentInfo, raw[:length]):
        return False
    signed = content["content"]
    return (
        signed["version"].native == "v1"
        and _plain(signed, signature.signer_cert, {one.sha256 for one in chain})
        and _stamped(signed["signer_infos"][0]["unsigned_attrs"], authorities)
    )


def _canonical(kind: Any, raw: bytes) -> bool:
    return bool(kind.load(raw, strict=True).copy().dump(force=True) == raw)


def _plain(signed: Any, certificate: Any, known: set[bytes]) -> bool:
    """One signer, named as in its certificate; the digest stated once; no certificate or list that is not needed."""
    info = signed["signer_infos"][0]
    named = info["sid"].chosen
    return bool(
        [one["algorithm"].native for one in signed["digest_algorithms"]]
        == [info["digest_algorithm"]["algorithm"].native]
        and {one.chosen.sha256 for one in signed["certificates"]} <= known
        and not signed["crls"].native
        and len(signed["signer_infos"]) == 1
        and info["version"].native == "v1"
        and named["issuer"].dump() == certificate.issuer.dump()
        and named["serial_number"].native == certificate.serial_number
    )


def _stamped(attributes: Any, authorities: Sequence[Any]) -> bool:
    """No unsigned attribute, or one timestamp token of a known authority."""
    if not attributes.native:
        return True
    if [one["type"].native for one in attributes] != [TIMESTAMP] or len(attributes[0]["values"]) != 1:
        return False
    token = attributes[0]["values"][0]
    signed = token["content"]
    named = signed["signer_infos"][0]["sid"].chosen["serial_number"].native
    signer = next((one for one in authorities if one.serial_number == named), None)
    known = {one.sha256 for one in authorities}
    return (
        token["content_type"].native == "signed_data"
        and signed["version"].native == "v3"
        and signer is not None
        and _plain(signed, signer, known)
        and not signed["signer_infos"][0]["unsigned_attrs"].native
    )
