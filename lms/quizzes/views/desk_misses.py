"""Searches in vain at the desk: counted without a person, and shown to those who look after the words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.institution.current import today
from lms.people.actions.words import add_word
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, current_officer_id, permit
from lms.quizzes.actions.misses import count_miss
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.misses import countable, missed
from lms.quizzes.forms import WordForm
from lms.quizzes.models import Attempt
from lms.quizzes.queries import misses
from lms.quizzes.queries.attempts import attempt_of
from lms.quizzes.queries.catalogue import catalogue_on, finder, snapshot
from lms.quizzes.views import blueprint
from lms.web.context import services
from lms.web.i18n import _

DAYS = 90
LOOKED_AT = 60


@blueprint.post("/kuis/percobaan/<int:attempt_id>/cari/catat")
@permit(Permission.LEARN)
def note_search(attempt_id: int) -> Any:
    """Count a search in vain that the script reports; the server itself decides whether it was one."""
    attempt = attempt_of(services().session, attempt_id, current_officer_id())
    count_search(attempt, request.form.get("cari", ""), request.form.get("tujuan", ""))
    return "", 204


def count_posted(attempt_id: int, form: MultiDict[str, str]) -> None:
    """The same for a page without a script: a search that was sent, or a destination that was added after one."""
    if form.get("tambah") or form.get("ke") == "cari":
        attempt = attempt_of(services().session, attempt_id, current_officer_id())
        count_search(attempt, form.get("cari", ""), form.get("tambah", ""))


def count_search(attempt: Attempt, query: str, ref: str) -> None:
    """Count a search of an open attempt if it was in vain; what was chosen after it is `ref`, empty for nothing."""
    session, word = services().session, countable(query)
    if not word or attempt.state != "open" or attempt.catalogue_id is None:
        return
    chosen = snapshot(session, attempt.catalogue_id).by_ref.get(ref)
    if ref and chosen is None:
        return
    code = missed(finder(session, attempt.catalogue_id).find(query, LOOKED_AT), chosen)
    if code is not None:
        with writing(session):
            count_miss(session, day=today(), word=word, code=code)


@blueprint.get("/meja-disposisi/kata")
@permit(Permission.EDIT_WORDS)
def missed_words() -> Any:
    """The words of the last months that the search still misses, each with a way to add it."""
    session, day = services().session, today()
    catalogue = catalogue_on(session, day)
    return render_template(
        "quizzes/missed_words.html",
        words=misses.missed_words(session, catalogue, since=day - timedelta(days=DAYS)),
        codes=_codes(catalogue),
        names=dict(_codes(catalogue)),
        days=DAYS,
    )


@blueprint.post("/meja-disposisi/kata")
@permit(Permission.EDIT_WORDS)
def add_missed_word() -> Any:
    """Add a word to a code; the next attempts find it."""
    form, service = WordForm(), services()
    if not form.validate_on_submit():
        flash(_("Pilih urusan atau badannya lebih dahulu."), "bad")
        return redirect(url_for("quizzes.missed_words"), 303)
    word, code = form.word.data or "", (form.code.data or "").partition(" ")[0]
    try:
        with writing(service.session) as session:
            new = add_word(session, actor=current_actor(), clock=service.clock, code=code, word=word)
    except NotFound:
        flash(_("Kode “%(code)s” tidak ada di katalog. Pilih dari daftar.", code=code), "bad")
    except Refused as refusal:
        flash(str(refusal.message), "bad")
    else:
        flash(
            _("“%(word)s” ditambahkan ke %(code)s.", word=word, code=code)
            if new
            else _("Kata itu sudah ada.")
        )
    return redirect(url_for("quizzes.missed_words"), 303)


def _codes(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Every code that can have words, with its name."""
    found = [(one.code, one.name) for one in catalogue.affairs]
    return found + [(one.code, one.name) for one in catalogue.destinations if one.kind == "external"]
