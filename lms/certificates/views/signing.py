"""Signing a batch: entering its passphrase, or fetching the printed files and bringing them back signed."""

from __future__ import annotations

import hashlib
import io
import os
import time
import zipfile
from typing import Any

from flask import Response, flash, redirect, render_template, send_file, url_for
from werkzeug.datastructures import FileStorage

from lms.bimtek import queries as bimtek
from lms.certificates import actions
from lms.certificates.actions.finishing import take_name, write_durably
from lms.certificates.actions.signing import note_unlocked, take_in
from lms.certificates.domain.numbering import file_name
from lms.certificates.forms import SecretForm, SignedFilesForm
from lms.certificates.jobs import FOLDER, draft_name
from lms.certificates.models import Certificate
from lms.certificates.queries.register import programme_of
from lms.certificates.queries.signing import drafts
from lms.certificates.signing import means, outside
from lms.certificates.signing.guarded import accept_guarded
from lms.certificates.signing.inspect import MAX_BYTES
from lms.certificates.signing.secret import Secret
from lms.certificates.views import blueprint, limits, unlocking
from lms.core.errors import Refused
from lms.db.session import writing
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _, ngettext

ISSUE = Permission.ISSUE_CERTIFICATES


@blueprint.get("/sertifikat/terbitkan/<int:session_id>/tanda-tangan")
@guard.permit(ISSUE)
def sign_page(session_id: int) -> Any:
    """What the batch waits for."""
    return _page(session_id, SecretForm(formdata=None), SignedFilesForm(formdata=None))


@blueprint.post("/sertifikat/terbitkan/<int:session_id>/tanda-tangan")
@guard.permit(ISSUE)
def unlock(session_id: int) -> Any:
    """Take the passphrase into memory and let the worker sign what waits."""
    form, service = SecretForm(), services()
    if not form.validate_on_submit():
        return _page(session_id, form, SignedFilesForm(formdata=None)), 422
    found = unlocking.need(session_id)
    if not found.asks:
        return redirect(url_for("certificates.progress_page", session_id=session_id), 303)
    unlocking.vault().put(programme_of(session_id), Secret(form.secret.data))
    actor, clock = guard.current_actor(), service.clock
    with writing(service.session):
        note_unlocked(service.session, actor=actor, clock=clock, session_id=session_id, method=found.method)
        actions.retry(service.session, actor=actor, clock=clock, session_id=session_id)
    service.ring()
    flash(_("Diterima. Penandatanganan berjalan; isian dihapus sesudah selesai, paling lama 30 menit."), "ok")
    return redirect(url_for("certificates.progress_page", session_id=session_id), 303)


@blueprint.get("/sertifikat/terbitkan/<int:session_id>/tanda-tangan/berkas.zip")
@guard.permit(ISSUE)
def drafts_zip(session_id: int) -> Response:
    """The printed files that wait for a signature made elsewhere."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for row in drafts(services().session, programme_of(session_id)):
            archive.writestr(file_name(row.number), _draft(row))
    out.seek(0)
    response = send_file(
        out, "application/zip", as_attachment=True, download_name=f"untuk-ditandatangani-{session_id}.zip"
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/sertifikat/terbitkan/<int:session_id>/tanda-tangan/unggah")
@guard.permit(ISSUE)
def upload_signed(session_id: int) -> Any:
    """Take in files that were signed elsewhere; each is matched by its bytes, whatever its name is."""
    form = SignedFilesForm()
    if not form.validate_on_submit():
        return _page(session_id, SecretForm(formdata=None), form), 422
    rows = [(row, _draft(row)) for row in drafts(services().session, programme_of(session_id))]
    named = [(file.filename or "-", _read(file)) for file in form.files.data]
    taken = 0
    for (name, data), outcome in zip(named, _examined(rows, [data for _name, data in named]), strict=True):
        try:
            taken += _take(rows, data, outcome)
        except (outside.NotOursError, Refused) as reason:
            flash(_("%(name)s tidak diterima: %(reason)s", name=name, reason=str(reason)), "bad")
    if taken:
        flash(ngettext("%(num)d sertifikat terbit.", "%(num)d sertifikat terbit.", taken), "ok")
    return redirect(url_for("certificates.sign_page", session_id=session_id), 303)


def _read(file: FileStorage) -> bytes:
    with file.stream as stream:
        return stream.read(MAX_BYTES + 1)


def _examined(
    rows: list[tuple[Certificate, bytes]], files: list[bytes]
) -> list[outside.Accepted | outside.NotOursError]:
    """What each uploaded file is, by the printed file that it begins with."""
    pairs = [(next((d for _row, d in rows if data.startswith(d)), b"?"), data) for data in files]
    with limits.turn():
        return accept_guarded(pairs)


def _take(
    rows: list[tuple[Certificate, bytes]], data: bytes, outcome: outside.Accepted | outside.NotOursError
) -> int:
    """Issue the certificate that a signed file is; raises NotOursError or Refused. Returns how many were issued: 0 or 1."""
    if isinstance(outcome, outside.NotOursError):
        raise outcome
    row = next(r for r, d in rows if data.startswith(d))
    service, folder = services(), services().home / FOLDER
    draft = folder / f".{row.id}.{os.getpid()}.{time.monotonic_ns()}.draft"
    wanted, number = row.draft_sha256 or "", row.id
    try:
        write_durably(draft, data)
        with writing(service.session):
            done = take_in(
                service.session, clock=service.clock, certificate_id=number, draft_sha256=wanted, pin=outcome.pin,
                sha256=hashlib.sha256(data).hexdigest(), publish=lambda: take_name(draft, folder / f"{number}.pdf"),
            )  # fmt: skip
    finally:
        draft.unlink(missing_ok=True)
    if done:
        (folder / draft_name(number)).unlink(missing_ok=True)
    return int(done)


def _draft(row: Certificate) -> bytes:
    """A printed file as it was kept; raises Refused when it was damaged on this server."""
    path = services().home / FOLDER / draft_name(row.id)
    data = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(data).hexdigest() != row.draft_sha256:
        raise Refused(
            "certificate.damaged",
            _("Berkas cetak %(number)s rusak atau hilang di server.", number=row.number),
        )
    return data


def _page(session_id: int, secret: SecretForm, files: SignedFilesForm) -> Any:
    found = unlocking.need(session_id)
    secret.secret.label.text = str(means.ASKED.get(found.method, secret.secret.label.text))
    return render_template(
        "certificates/sign.html",
        view=bimtek.session_view(services().session, session_id),
        need=found,
        secret=secret,
        files=files,
        drafts=drafts(services().session, programme_of(session_id)),
    )
