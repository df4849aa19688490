"""A batch under way and after it: its progress, stopping and going on, trying again, and all files at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

from flask import Response, flash, jsonify, redirect, render_template, send_file, url_for

from lms.bimtek import queries as bimtek
from lms.certificates import actions, queries
from lms.certificates.forms import EmptyForm
from lms.certificates.queries import CertificateLine
from lms.certificates.views import blueprint, unlocking
from lms.certificates.views.issuing import ISSUE, refuse_forged
from lms.certificates.views.mine import issued_bytes
from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.institution.current import today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _, ngettext
from lms.web.i18n import lazy_gettext as _l


@blueprint.get("/sertifikat/terbitkan/<int:session_id>/kemajuan")
@guard.permit(ISSUE)
def progress_page(session_id: int) -> Any:
    """How far the printing is; a script keeps it fresh, a reload does the same."""
    session = services().session
    return render_template(
        "certificates/progress.html",
        view=bimtek.session_view(session, session_id),
        form=EmptyForm(),
        progress=queries.progress(session, session_id),
        lines=queries.by_session(session, session_id),
        today=today(),
        signing=unlocking.need(session_id),
    )


@blueprint.get("/sertifikat/terbitkan/<int:session_id>/kemajuan.json")
@guard.permit(ISSUE)
def progress_json(session_id: int) -> Response:
    """The same counts for the script."""
    found = queries.progress(services().session, session_id)
    return jsonify(
        waiting=found.waiting, issued=found.issued, failed=found.failed, total=found.total, done=found.done,
        paused=found.paused,
    )  # fmt: skip


@blueprint.post("/sertifikat/terbitkan/<int:session_id>/ulangi")
@guard.permit(ISSUE)
def retry(session_id: int) -> Any:
    """Let the worker try the failed ones once more."""
    count = _do(actions.retry, session_id)
    again = ngettext("%(num)d sertifikat dicetak ulang.", "%(num)d sertifikat dicetak ulang.", count)
    flash(again if count else _("Tidak ada sertifikat yang perlu dicetak ulang."), "ok")
    return redirect(url_for("certificates.progress_page", session_id=session_id), 303)


@blueprint.post("/sertifikat/terbitkan/<int:session_id>/jeda")
@guard.permit(ISSUE)
def pause(session_id: int) -> Any:
    """Stop the printing after the certificate in hand."""
    _do(actions.pause, session_id)
    flash(_("Pencetakan dijeda. Nomor yang sudah diberikan tetap tersimpan."), "ok")
    return redirect(url_for("certificates.progress_page", session_id=session_id), 303)


@blueprint.post("/sertifikat/terbitkan/<int:session_id>/lanjutkan")
@guard.permit(ISSUE)
def resume(session_id: int) -> Any:
    """Go on printing."""
    count = _do(actions.resume, session_id)
    flash(_("Pencetakan dilanjutkan: %(n)s sertifikat menunggu.", n=count), "ok")
    return redirect(url_for("certificates.progress_page", session_id=session_id), 303)


def _do(action: Callable[..., Any], session_id: int) -> Any:
    refuse_forged()
    service = services()
    with writing(service.session):
        done = action(
            service.session, actor=guard.current_actor(), clock=service.clock, session_id=session_id
        )
    service.ring()
    return done


@blueprint.get("/sertifikat/terbitkan/<int:session_id>/semua.zip")
@guard.permit(ISSUE)
def session_zip(session_id: int) -> Response:
    """The signed files of a session, each under its number and name."""
    return _packed(
        "as_zip", queries.by_session(services().session, session_id), f"sertifikat-{session_id}.zip"
    )


@blueprint.get("/sertifikat/terbitkan/<int:session_id>/cetak.pdf")
@guard.permit(ISSUE)
def session_pdf(session_id: int) -> Response:
    """All certificates of a session in one file for the printer; unsigned."""
    lines = queries.by_session(services().session, session_id)
    return _packed("as_one_pdf", lines, f"sertifikat-{session_id}-cetak.pdf")


@blueprint.get("/sertifikat/semua.zip")
@guard.permit(Permission.OWN_CERTIFICATES)
def own_zip() -> Response:
    """Everything that the reader holds."""
    lines = queries.certificates_of(services().session, guard.current_officer_id())
    return _packed("as_zip", lines, "sertifikat-saya.zip")


def _packed(how: str, lines: list[CertificateLine], name: str) -> Response:
    """The valid certificates among `lines` as one download; raises NotFound when there are none."""
    from lms.certificates.render import bundle

    items = [
        bundle.Item(line.number, line.holder, _data(line.id)) for line in lines if line.state == "issued"
    ]
    if not items:
        raise NotFound("certificate.no.file", _l("Belum ada sertifikat yang terbit."))
    pack: Callable[[list[bundle.Item]], IO[bytes]] = getattr(bundle, how)
    response = send_file(
        pack(items), mimetype="application/zip" if name.endswith("zip") else "application/pdf",
        as_attachment=True, download_name=name,
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response


def _data(certificate_id: int) -> bytes | None:
    try:
        return issued_bytes(certificate_id)
    except Refused:
        return None
