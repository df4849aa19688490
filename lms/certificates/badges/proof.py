"""Data Integrity proofs of the suite eddsa-jcs-2022: Ed25519 over the hashes of two canonical JSON texts."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from lms.certificates.badges.encoding import base58, canonical, from_base58

SUITE = "eddsa-jcs-2022"
ED25519 = b"\xed\x01"


def multikey(key: Ed25519PublicKey) -> str:
    """A public key as `publicKeyMultibase`."""
    return "z" + base58(ED25519 + key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def sign(document: Mapping[str, Any], *, key: Ed25519PrivateKey, method: str, created: str) -> dict[str, Any]:
    """The document with its proof; `method` names the key, `created` is an instant such as 2026-11-23T02:00:00Z."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    }
    value = "z" + base58(key.sign(_hashes(document, options)))
    return {**document, "proof": {**options, "proofValue": value}}


def holds(document: Mapping[str, Any], keys: Collection[str]) -> bool:
    """Whether the document is whole and signed by one of `keys` (`publicKeyMultibase`), which its proof must name."""
    try:
        unsigned = {name: value for name, value in document.items() if name != "proof"}
        options = dict(document["proof"])
        value = str(options.pop("proofValue"))
        named = str(options["verificationMethod"]).rpartition("#")[2]
        expected = (options["type"], options["cryptosuite"], options["proofPurpose"], options["@context"])
        wanted = ("DataIntegrityProof", SUITE, "assertionMethod", unsigned["@context"])
        if expected != wanted or named not in keys or value[:1] != "z" or named[:1] != "z":
            return False
        raw = from_base58(named[1:])
        if raw[:2] != ED25519:
            return False
        Ed25519PublicKey.from_public_bytes(raw[2:]).verify(from_base58(value[1:]), _hashes(unsigned, options))
    except (KeyError, ValueError, TypeError, AttributeError, InvalidSignature, RecursionError):
        return False
    return True


def _hashes(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    return (
        hashlib.sha256(canonical(dict(options))).digest() + hashlib.sha256(canonical(dict(document))).digest()
    )
