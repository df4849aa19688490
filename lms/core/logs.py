"""Logs as JSON lines on standard error: no locals, no secrets, line breaks escaped."""

from __future__ import annotations

import logging
import os
import sys

import structlog


def configure() -> None:
    """Send every event as one JSON object per line; tracebacks are text without the values of variables.

    LMS_LOG sets the lowest level that is written: debug, info, warning (the default) or error.
    """
    level = logging.getLevelNamesMapping().get(os.environ.get("LMS_LOG", "warning").upper(), logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
