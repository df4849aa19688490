"""pyHanko's signers, made quick: the container of a signature is put together from bytes that are encoded once.

The ASN.1 library encodes everything anew at each level around it, so the time doubles with every level; and it takes a
length that happens to end in 0x80 for an indefinite one and starts over. pyHanko also reads the private key for each
signature, which for RSA takes a tenth of a second.
"""

from __future__ import annotations

from functools import cache
from typing import Any

SEQUENCE, SET, OCTETS = 0x30, 0x31, 0x04
SIGNED_ATTRIBUTES, UNSIGNED_ATTRIBUTES = b"\xa0", b"\xa1"  # the tags 0 and 1 instead of SET
VERSION_1 = bytes.fromhex("020101")
DATA = bytes.fromhex("06092a864886f70d010701")
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
SIGNING_CERTIFICATE_V2 = bytes.fromhex("060b2a864886f70d010910022f")


class Encoded(bytes):
    """A finished container; pyHanko asks for its bytes as for an ASN.1 value."""

    def dump(self) -> bytes:
        """Itself."""
        return bytes(self)


def der(tag: int, *parts: bytes) -> bytes:
    """The DER encoding of a value with its parts in the given order."""
    body = b"".join(parts)
    size = len(body)
    if size < 0x80:  # noqa: PLR2004 - short form
        return bytes((tag, size)) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


def set_of(*parts: bytes) -> bytes:
    """A DER set: its members sorted."""
    return der(SET, *sorted(parts))


@cache
def quick(kind: type[Any]) -> type[Any]:
    """A subclass of one of pyHanko's signers for PAdES with SHA-256, and with a timestamp when one is asked for."""

    class Quick(kind):  # type: ignore[misc]
        async def async_sign(
            self,
            data_digest: bytes,
            digest_algorithm: str,
            dry_run: bool = False,
            timestamper: Any = None,
            **_: Any,
        ) -> Encoded:
            from asn1crypto import cms

            fixed = self._fixed()
            attributes = _attributes(fixed, data_digest)
            signature = await self.async_sign_raw(attributes, digest_algorithm, dry_run)
            unsigned = await self.unsigned_attrs(
                digest_algorithm,
                signature,
                cms.CMSAttributes.load(attributes),
                timestamper=timestamper,
                dry_run=dry_run,
            )
            return _container(fixed, attributes, signature, unsigned.dump() if unsigned else b"")

        def _fixed(self) -> dict[str, bytes]:
            """What is the same in every signature of this signer."""
            if "_quick" not in self.__dict__:
                self._quick = _fixed_parts(self)
            return self._quick

    return Quick


def _attributes(fixed: dict[str, bytes], data_digest: bytes) -> bytes:
    return set_of(
        der(SEQUENCE, CONTENT_TYPE, set_of(DATA)),
        der(SEQUENCE, MESSAGE_DIGEST, set_of(der(OCTETS, data_digest))),
        der(SEQUENCE, SIGNING_CERTIFICATE_V2, set_of(fixed["certificate"])),
    )


def _container(fixed: dict[str, bytes], attributes: bytes, signature: bytes, unsigned: bytes) -> Encoded:
    signer = der(
        SEQUENCE, VERSION_1, fixed["name"], fixed["digest"], SIGNED_ATTRIBUTES + attributes[1:], fixed["mechanism"],
        der(OCTETS, signature), UNSIGNED_ATTRIBUTES + unsigned[1:] if unsigned else b"",
    )  # fmt: skip
    signed = der(
        SEQUENCE, VERSION_1, set_of(fixed["digest"]), der(SEQUENCE, DATA), fixed["chain"], set_of(signer)
    )
    return Encoded(der(SEQUENCE, SIGNED_DATA, der(0xA0, signed)))


def _fixed_parts(signer: Any) -> dict[str, bytes]:
    from asn1crypto import algos
    from pyhanko.sign.general import as_signing_certificate_v2

    leaf = signer.signing_cert
    chain = {one.dump() for one in (*signer.cert_registry, leaf)}
    return {
        "certificate": as_signing_certificate_v2(leaf).dump(),
        "chain": b"\xa0" + set_of(*chain)[1:],
        "name": der(SEQUENCE, leaf.issuer.dump(), leaf["tbs_certificate"]["serial_number"].dump()),
        "digest": algos.DigestAlgorithm({"algorithm": "sha256"}).dump(),
        "mechanism": signer.get_signature_mechanism_for_digest("sha256").dump(),
    }


def in_memory(simple: Any) -> Any:
    """A quick signer with the key and the certificates of a `SimpleSigner`."""
    from cryptography.hazmat.primitives.serialization import load_der_private_key
    from pyhanko.sign.signers import SimpleSigner

    key = load_der_private_key(simple.signing_key.dump(), None)

    class InMemory(quick(SimpleSigner)):  # type: ignore[misc]
        def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
            """By the key that is read already; anything but the two usual mechanisms is left to pyHanko."""
            mechanism = self.get_signature_mechanism_for_digest(digest_algorithm)
            usual = _USUAL.get(mechanism["algorithm"].native)
            return usual(key, data) if usual else bytes(super().sign_raw(data, digest_algorithm))

    return InMemory(
        signing_cert=simple.signing_cert, signing_key=simple.signing_key, cert_registry=simple.cert_registry
    )


def _by_rsa(key: Any, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    return bytes(key.sign(data, PKCS1v15(), SHA256()))


def _by_ecdsa(key: Any, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
    from cryptography.hazmat.primitives.hashes import SHA256

    return bytes(key.sign(data, ECDSA(SHA256())))


_USUAL = {"sha256_rsa": _by_rsa, "sha256_ecdsa": _by_ecdsa}
