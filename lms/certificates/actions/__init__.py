"""Changes of the register: ordering, issuing, revoking, replacing; each one transaction with its journal entry."""

from lms.certificates.actions.ending import revoke, void
from lms.certificates.actions.finishing import mark_failed, mark_issued, retry
from lms.certificates.actions.issuing import Ordered, issue
from lms.certificates.actions.replacing import replace

__all__ = ["Ordered", "issue", "mark_failed", "mark_issued", "replace", "retry", "revoke", "void"]
