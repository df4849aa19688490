"""Tables of certificates: the register, its counters and its signers, and how they sign."""

from lms.certificates.models.batches import CertificatePause
from lms.certificates.models.register import Certificate, CertificateCounter, CertificateSigner
from lms.certificates.models.signing import SigningChoice

__all__ = [
    "Certificate",
    "CertificateCounter",
    "CertificatePause",
    "CertificateSigner",
    "SigningChoice",
]
