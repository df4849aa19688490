"""Background steps of reports: an uploaded log with personal data does not outlive its day."""

from __future__ import annotations

from typing import Any

from lms.jobs.registry import JobContext, handler
from lms.people import uploads

FORGET_LOG = "reports.forget_log"


@handler(FORGET_LOG)
def forget_log(context: JobContext, payload: dict[str, Any]) -> None:
    """Throw an uploaded log away; running it again changes nothing."""
    uploads.forget(context.home, str(payload.get("sha256", "")))
