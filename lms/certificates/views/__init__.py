"""Pages of certificates: verification for the world, one's own, and the register for those who issue."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask

from lms.certificates.views import limits, unlocking
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.i18n import lazy_gettext as _l
from lms.web.shell import MenuItem

blueprint = Blueprint("certificates", __name__, template_folder="../templates")
blueprint.record_once(lambda state: limits.init(cast(Flask, state.app)))
blueprint.record_once(lambda state: unlocking.init(cast(Flask, state.app)))


def register() -> Blueprint:
    """The blueprint with all its views attached."""
    from lms.certificates.views import (  # noqa: F401
        badges,
        batches,
        book,
        issuing,
        mine,
        previews,
        register_pages,
        signing,
        signing_settings,
        verify,
    )

    return blueprint


def menu_items() -> list[MenuItem]:
    """The register for those who issue, one's own for other officers, verification for strangers."""
    if guard.allowed(Permission.ISSUE_CERTIFICATES):
        return [MenuItem("certificates.register_page", _l("Sertifikat"), 50, ("certificates",))]
    if guard.allowed(Permission.OWN_CERTIFICATES):
        return [MenuItem("certificates.mine", _l("Sertifikat"), 50, ("certificates",))]
    return [MenuItem("certificates.verify_start", _l("Verifikasi sertifikat"), 50, ("certificates",))]
