"""Search results of the routing desk, for its page and for its script alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from lms.quizzes.domain.catalogue import Destination
from lms.quizzes.domain.search import LONGEST_QUERY
from lms.quizzes.models import Attempt
from lms.quizzes.queries.catalogue import finder, snapshot
from lms.web.i18n import lazy_gettext as _l
from lms.web.i18n import ngettext

SHOWN = 6
LONGEST_NOTE = 64

LEVELS: dict[str, Any] = {
    "provinsi": _l("Provinsi"),
    "pusat": _l("Pusat"),
    "pusat_vertikal": _l("Pusat"),
    "badan_hukum_publik": _l("Badan hukum publik"),
    "bumd": _l("BUMD"),
    "bumn": _l("BUMN"),
    "lembaga_independen": _l("Lembaga independen"),
    "lembaga_negara": _l("Lembaga negara"),
    "yudikatif": _l("Peradilan"),
}
AGENCY_KINDS: dict[str, Any] = {
    "dinas": _l("Dinas kota"),
    "badan": _l("Badan kota"),
    "setda": _l("Sekretariat kota"),
    "bagian": _l("Bagian Sekretariat Daerah"),
    "kecamatan": _l("Kecamatan"),
    "kelurahan": _l("Kelurahan"),
    "satuan": _l("Satuan kota"),
    "rsud": _l("Rumah sakit daerah"),
}


@dataclass(frozen=True)
class Hit:
    """One line of the results."""

    ref: str
    sort: str
    name: str
    note: str
    chosen: bool


@dataclass(frozen=True)
class Search:
    """The words that were searched, what was found, and the sentence that says so."""

    query: str
    hits: list[Hit]
    found: int
    whole: bool

    @property
    def summary(self) -> str:
        """How much was found, and how much of it is shown."""
        if self.whole or not self.query:
            return ""
        text = ngettext(
            "%(num)s hasil untuk “%(q)s”.", "%(num)s hasil untuk “%(q)s”.", self.found, q=self.query
        )
        shown = len(self.hits)
        if shown < self.found:
            text += " " + ngettext("Ditampilkan %(num)s.", "Ditampilkan %(num)s.", shown)
        return str(text)

    def marked(self, text: str) -> Markup:
        """The text with the searched words marked."""
        words = [re.escape(word) for word in self.query.split()]
        if not words:
            return escape(text)
        pieces = re.split(f"({'|'.join(words)})", text, flags=re.IGNORECASE)
        return Markup("").join(
            Markup("<mark>{}</mark>").format(piece) if n % 2 else piece for n, piece in enumerate(pieces)
        )


def search_of(
    session: Session, attempt: Attempt, slips: Sequence[Destination], arguments: Mapping[str, str]
) -> Search:
    """Search the catalogue of the attempt; `katalog` lists all of it."""
    if attempt.catalogue_id is None:
        return Search("", [], 0, whole=False)
    chosen = {slip.ref for slip in slips}
    catalogue = snapshot(session, attempt.catalogue_id)
    if arguments.get("katalog"):
        hits = [
            _hit(d, _about("", catalogue.scope_of(d.code)), d.ref in chosen) for d in catalogue.destinations
        ]
        return Search("", hits, len(hits), whole=True)
    query = " ".join(arguments.get("cari", "").split())[:LONGEST_QUERY]
    found = finder(session, attempt.catalogue_id).find(query, limit=60)
    hits = [
        _hit(f.destination, _about(f.reason, catalogue.scope_of(f.code)), f.destination.ref in chosen)
        for f in found[:SHOWN]
    ]
    return Search(query, hits, len(found), whole=False)


def _about(reason: str, scope: str) -> str:
    """What a destination does in a line or two, led by the words that it was found by."""
    pieces = [piece.strip() for piece in re.split(r"[,;]", scope) if piece.strip()]
    first = [piece for piece in pieces if reason and reason.casefold() in piece.casefold()]
    named = first or ([reason] if 0 < len(reason) < LONGEST_NOTE else [])
    text = ""
    for piece in dict.fromkeys([*named, *pieces]):
        if text and len(text) + len(piece) > LONGEST_NOTE:
            break
        text = f"{text}, {piece}" if text else piece
    return text[:1].upper() + text[1:]


def sort_of(destination: Destination) -> str:
    """What sort of destination it is, in a word or two: officers read names, codes are for trainers."""
    known = AGENCY_KINDS if destination.kind == "agency" else LEVELS
    return str(known.get(destination.level, destination.level))


def _hit(destination: Destination, note: str, chosen: bool) -> Hit:
    return Hit(destination.ref, sort_of(destination), destination.name, note, chosen)
