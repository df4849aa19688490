"""The words of the practice: why a letter was drawn, and how a confused pair went over time."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.confusion import end_of
from lms.quizzes.domain.nextletter import Why, why_from
from lms.quizzes.domain.rivalry import Rivalry
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.catalogue import snapshot
from lms.web.i18n import _

OFTEN = 2


def why_of(session: Session, attempt: Attempt, row: AttemptQuestion) -> str:
    """Why a letter of the practice was drawn; empty for every other question."""
    why = why_from(row.drawn_for)
    if why is None or attempt.catalogue_id is None:
        return ""
    return why_text(why, snapshot(session, attempt.catalogue_id))


def why_text(why: Why, catalogue: Catalogue) -> str:
    """The reason in a sentence; it names destinations, so it may give the answer away."""
    right, chosen = (end_of(code, catalogue).label if code else "" for code in (why.right, why.chosen))
    if why.kind == "due":
        return _("Surat ini pernah Anda tetapkan kurang tepat, dan sudah waktunya diulang.")
    if why.kind == "pair":
        values = {"a": right, "b": chosen, "n": why.count, "of": why.of}
        if why.count >= OFTEN:
            return _("Anda sering menukar %(a)s dengan %(b)s: %(n)s dari %(of)s surat.", **values)
        return _("Anda pernah menukar %(a)s dengan %(b)s: %(n)s dari %(of)s surat.", **values)
    if why.kind == "weak":
        return _("Surat untuk %(a)s masih meleset: %(n)s dari %(of)s surat.", a=right, n=why.count, of=why.of)
    if why.kind == "new":
        return _("Surat untuk %(a)s belum pernah Anda tetapkan.", a=right)
    return _("Surat ini diundi dari semua surat latihan.")


def progress_text(one: Rivalry) -> str:
    """How the last letters went, beside those just before them."""
    right, of = one.lately
    was, earlier = one.before
    if earlier:
        return _(
            "%(of)s surat terakhir: %(n)s tepat; %(earlier)s sebelumnya: %(was)s tepat.",
            of=of, n=right, earlier=earlier, was=was,
        )  # fmt: skip
    return _("%(of)s surat terakhir: %(n)s tepat.", of=of, n=right)
