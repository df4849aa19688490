"""Officials of tests: keys, certificates under an authority of our own, and a small PDF to sign."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
BSRE = "Balai Besar Sertifikasi Elektronik (uji)"


@cache
def paper() -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


@dataclass(frozen=True)
class Official:
    key: Any
    certificate: x509.Certificate
    authority: x509.Certificate
    authority_key: Any = None

    @property
    def fingerprint(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def p12(self, password: str | None) -> bytes:
        lock = BestAvailableEncryption(password.encode()) if password else NoEncryption()
        return pkcs12.serialize_key_and_certificates(
            b"uji", self.key, self.certificate, [self.authority], lock
        )

    def simple(self) -> Any:
        from pyhanko.sign import signers

        return signers.SimpleSigner.load_pkcs12_data(self.p12(None), other_certs=[], passphrase=None)

    def key_der(self) -> bytes:
        return bytes(self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


@cache
def official(
    name: str = "Drs. Hendro Pamungkas, M.Si.", issuer: str = BSRE, *, stamps: bool = False
) -> Official:
    """An official with a certificate; one that `stamps` is a timestamp authority."""
    authority_key, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    key: Any = (
        rsa.generate_private_key(65537, 2048) if stamps else own
    )  # the test library stamps with RSA only
    issued_by = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)])
    root = _certificate(issued_by, issued_by, authority_key, authority_key, root=True)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = _certificate(subject, issued_by, key, authority_key, stamps=stamps)
    return Official(key, made, root, authority_key)


def sibling_of(other: Official, name: str) -> Official:
    """Somebody else with a certificate of the same authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = _certificate(subject, other.authority.subject, key, other.authority_key)
    return Official(key, made, other.authority, other.authority_key)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: Any, by: Any, *, root: bool = False, stamps: bool = False
) -> x509.Certificate:
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not root,
                content_commitment=not root,
                key_cert_sign=root,
                crl_sign=root,
                **usage,
            ),
            critical=True,
        )
    )
    if stamps:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
    return builder.sign(by, hashes.SHA256())


@cache
def rsa_official(name: str = "Ir. Wahyuni Prameswari") -> Official:
    """An official with an RSA key, whose signatures over equal bytes are equal."""
    key = rsa.generate_private_key(65537, 3072)
    issued_by = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, BSRE)])
    authority_key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(issued_by, issued_by, authority_key, authority_key, root=True)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return Official(key, _certificate(subject, issued_by, key, authority_key), root)
