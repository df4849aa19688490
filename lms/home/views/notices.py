"""Notices: the list, and marking what was shown as read."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from lms.db.session import writing
from lms.home import actions
from lms.home.queries.notices import NoticeLine
from lms.home.queries.notices import notices as read_notices
from lms.home.views import blueprint
from lms.home.views.first import own
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.web.context import services
from lms.web.forms import Form


class ReadForm(Form):
    """Nothing but the token; the keys are checked against the notices of the moment."""


@blueprint.get("/pemberitahuan")
@permit(Permission.OWN_PAGE)
def notices() -> Any:
    """All notices of the reader, newest first."""
    lines = _lines()
    return render_template("home/notices.html", lines=lines, unread=[one for one in lines if not one.read])


@blueprint.post("/pemberitahuan")
@permit(Permission.OWN_PAGE)
def read() -> Any:
    """Mark the notices that were on the page as read."""
    known = {line.notice.key for line in _lines()}
    if ReadForm().validate_on_submit():
        keys = known & set(request.form.getlist("key"))
        with writing(services().session) as session:
            actions.mark_read(session, clock=services().clock, account_id=current_user.account_id, keys=keys)
    return redirect(url_for("home.notices"), 303)


def _lines() -> list[NoticeLine]:
    page = own()
    return read_notices(services().session, page, current_user.account_id) if page else []
