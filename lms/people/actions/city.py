"""Changes to the city: agencies, who carries which affair, external bodies and posts."""

from __future__ import annotations

from lms.people.actions.catalogues import apply_affairs, apply_agencies, apply_external_bodies

__all__ = ["apply_affairs", "apply_agencies", "apply_external_bodies"]
