"""Who signs credentials: one Ed25519 key per installation, published as the did:web document of its address."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from lms.certificates.badges.proof import multikey


@dataclass(frozen=True)
class Issuer:
    """The installation as issuer of credentials; `address` is its public address."""

    address: str
    key: Ed25519PrivateKey

    @property
    def id(self) -> str:
        """`did:web:` and the host; a port is written as %3A."""
        return f"did:web:{quote(urlsplit(self.address).netloc, safe='.-')}"

    @property
    def public(self) -> str:
        """The public key as `publicKeyMultibase`."""
        return multikey(self.key.public_key())

    @property
    def method(self) -> str:
        """The name of the key in proofs."""
        return f"{self.id}#{self.public}"

    def document(self) -> dict[str, Any]:
        """What `/.well-known/did.json` says."""
        return {
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": self.id,
            "verificationMethod": [
                {
                    "id": self.method,
                    "type": "Multikey",
                    "controller": self.id,
                    "publicKeyMultibase": self.public,
                }
            ],
            "assertionMethod": [self.method],
        }


def issuer(home: Path, address: str) -> Issuer:
    """The issuer of this installation; its key is made at first use, once even when several processes ask."""
    return Issuer(address, _key(home / "signing" / "badge.pem"))


@lru_cache(maxsize=4)
def _key(path: Path) -> Ed25519PrivateKey:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".badge-")  # mode 0600
        try:
            with os.fdopen(descriptor, "wb") as out:
                made = Ed25519PrivateKey.generate()
                out.write(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
                out.flush()
                os.fsync(out.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
        finally:
            Path(draft).unlink()
    found = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(found, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no Ed25519 key")  # noqa: TRY004 - the file is wrong, not the call
    return found
