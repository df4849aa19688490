"""What a trainer may write as a certificate template, and the checker that reads it."""

from lms.certificates.schema.checker import CertificateChecker
from lms.certificates.schema.document import TemplateDocument

__all__ = ["CertificateChecker", "TemplateDocument"]
