"""The admin's page: which way certificates are signed, and whose signatures count."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for

from lms.certificates.actions import signing as actions
from lms.certificates.forms import SignerForm, SigningForm
from lms.certificates.queries import signing as queries
from lms.certificates.signing import means, outside
from lms.certificates.signing.guarded import pin_of_guarded
from lms.certificates.signing.inspect import MAX_BYTES
from lms.certificates.views import blueprint, limits, unlocking
from lms.certificates.views.signing_words import NAMES, ways
from lms.core.errors import Refused
from lms.db.session import writing
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.forms import choices
from lms.web.i18n import _
from lms.web.incoming import whole

MANAGE = Permission.MANAGE_SETTINGS


@blueprint.route("/pengaturan/penandatanganan", methods=["GET", "POST"])
@guard.permit(MANAGE)
def signing_settings() -> Any:
    """The way in force, what the server offers, and the trusted signers."""
    form = _form()
    if form.validate_on_submit() and _chosen(form):
        flash(_("Cara penandatanganan tersimpan. Berlaku untuk yang dicetak sesudah ini."), "ok")
        return redirect(url_for("certificates.signing_settings"), 303)
    if not form.is_submitted():
        now = queries.choice(services().session)
        form.method.data, form.identity.data, form.version.data = now.method, now.identity, str(now.version)
    return _page(form), 422 if form.is_submitted() else 200


@blueprint.post("/pengaturan/penandatanganan/penanda-tangan")
@guard.permit(MANAGE)
def trust_signer() -> Any:
    """Trust the signatures of an official who signs elsewhere."""
    form, service = SignerForm(), services()
    if not form.validate_on_submit():
        flash(_("Pilih berkasnya dahulu."), "bad")
        return redirect(url_for("certificates.signing_settings"), 303)
    try:
        with limits.turn(), form.certificate.data.stream as stream:
            pin = pin_of_guarded(stream.read(MAX_BYTES))
    except outside.NotOursError as reason:
        flash(_("Tidak didaftarkan: %(reason)s", reason=str(reason)), "bad")
        return redirect(url_for("certificates.signing_settings"), 303)
    with writing(service.session):
        new = actions.trust(service.session, actor=guard.current_actor(), clock=service.clock, pin=pin)
    words = _("%(label)s terdaftar.", label=pin.label)
    flash(words if new else _("%(label)s sudah terdaftar.", label=pin.label), "ok")
    return redirect(url_for("certificates.signing_settings"), 303)


def _form() -> SigningForm:
    form = SigningForm()
    offered = means.available(unlocking.configured().signing)
    form.method.choices = choices((name, words) for name, words in NAMES.items() if name in offered)
    return form


def _chosen(form: SigningForm) -> bool:
    service = services()
    try:
        with writing(service.session):
            actions.choose(
                service.session, actor=guard.current_actor(), clock=service.clock, method=form.method.data,
                identity=form.identity.data or "", seen_version=whole(form.version.data) or 0,
            )  # fmt: skip
    except Refused as refusal:
        form.identity.errors = [str(refusal)]
        return False
    return True


def _page(form: SigningForm) -> str:
    signing = unlocking.configured().signing
    return render_template(
        "certificates/signing_settings.html",
        form=form,
        signer=SignerForm(formdata=None),
        signers=queries.signers(services().session),
        ways=ways(means.available(signing)),
        has_file=bool(signing.get("LMS_SIGNING_P12")),
        plain_http=signing.get("LMS_SIGNING_BSRE_URL", "").startswith("http:"),
        stamps=bool(signing.get("LMS_SIGNING_TSA")),
    )
