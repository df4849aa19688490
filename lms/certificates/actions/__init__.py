"""Changes of the register: ordering, issuing, revoking, replacing; each one transaction with its journal entry."""

from lms.certificates.actions.batches import pause, resume, retry
from lms.certificates.actions.ending import revoke, void
from lms.certificates.actions.finishing import mark_failed, mark_issued
from lms.certificates.actions.guests import Guest, issue_guest
from lms.certificates.actions.issuing import Ordered, issue
from lms.certificates.actions.renewing import renew
from lms.certificates.actions.replacing import replace

__all__ = [
    "Guest",
    "Ordered",
    "issue",
    "issue_guest",
    "mark_failed",
    "mark_issued",
    "pause",
    "renew",
    "replace",
    "resume",
    "retry",
    "revoke",
    "void",
]
