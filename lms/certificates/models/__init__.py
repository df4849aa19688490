"""Tables of certificates: the register, its counters and its signers."""

from lms.certificates.models.register import Certificate, CertificateCounter, CertificateSigner

__all__ = [
    "Certificate",
    "CertificateCounter",
    "CertificateSigner",
]
