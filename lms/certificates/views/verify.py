"""Verification for the world: by code or QR, and by the PDF itself."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, make_response, redirect, render_template, request, url_for

from lms.certificates.forms import FileForm
from lms.certificates.queries.answers import as_json
from lms.certificates.queries.files import verify_file
from lms.certificates.queries.public import PublicCertificate, pins, verify_code
from lms.certificates.signing.guarded import inspect_guarded
from lms.certificates.signing.inspect import MAX_BYTES
from lms.certificates.views import blueprint, limits, verdicts
from lms.certificates.views.verdicts import Verdict
from lms.core.codes import show_code
from lms.institution.current import today
from lms.people import guard
from lms.web.context import services
from lms.web.i18n import _

LONGEST_CODE = 100


@blueprint.get("/verifikasi")
@guard.public
def verify_start() -> Any:
    """Where a stranger begins: a code, or a file."""
    typed = request.args.get("kode", "").strip()[:LONGEST_CODE]
    if typed:
        return redirect(url_for("certificates.verify", code=typed.replace("/", "-")), 303)
    return _page(None, None)


@blueprint.get("/verifikasi/<code>")
@guard.public
def verify(code: str) -> Any:
    """The answer for a code, as a page or as JSON."""
    typed = code.removesuffix(".json")
    found = verify_code(services().session, typed, today())
    if found is None:  # a right code is answered however many wrong ones came from the same office before
        limits.refuse_guessing()
        limits.count_failure()
    verdict = verdicts.of_code(found)
    if typed != code or _wants_json():
        return _unlisted(jsonify(as_json(verdict.state, found)))
    return _page(verdict, found, typed=show_code(found.code) if found else typed)


@blueprint.post("/verifikasi")
@guard.public
def verify_upload() -> Any:
    """The answer for a PDF; nothing of it is kept."""
    limits.refuse_guessing()
    form = FileForm()
    if not form.validate_on_submit():
        return _page(None, None, form=form), 422
    with form.pdf.data.stream as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        form.pdf.errors = [_("Berkas lebih besar dari 5 MB, jadi bukan sertifikat dari sini.")]
        return _page(None, None, form=form), 422
    services().session.rollback()  # the child process may take a while: hold no snapshot meanwhile
    with limits.turn():
        result = verify_file(services().session, data, today(), inspect_guarded)
    if (
        not result.registered
    ):  # a file that is ours byte for byte costs little; any other may be made to cost much
        limits.count_failure()
    verdict = verdicts.of_file(result)
    if _wants_json():
        return _unlisted(jsonify(as_json(verdict.state, result.certificate)))
    return _page(verdict, result.certificate)


@blueprint.get("/verifikasi/penerbit.pem")
@guard.public
def verify_signers() -> Response:
    """The certificates of the signers, for checking a PDF without this site."""
    text = "".join(f"# {pin.label}\n{pin.pem}" for pin in pins(services().session))
    return _unlisted(make_response(text, {"Content-Type": "application/x-pem-file"}))


def _page(
    verdict: Verdict | None, found: PublicCertificate | None, *, typed: str = "", form: FileForm | None = None
) -> Response:
    facts = []
    if found is not None:
        facts = [
            (_("Nomor"), found.number),
            (_("Pemegang"), found.holder),
            (_("Kegiatan"), verdicts.activity(found)),
            (_("Penerbit"), found.issuer),
            (_("Kode"), show_code(found.code)),
        ]
    return _unlisted(
        make_response(
            render_template(
                "certificates/verify.html",
                verdict=verdict,
                facts=facts,
                typed=typed,
                form=form or FileForm(),
                checked_at=services().clock.now(),
            )
        )
    )


def _wants_json() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def _unlisted(response: Response) -> Response:
    """Names on certificates do not belong into search engines."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
