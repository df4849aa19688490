"""Published certificate templates as packages; a revision never changes, so it is read once per process."""

from __future__ import annotations

from collections import OrderedDict

from sqlalchemy.orm import Session

from lms.certificates.domain.states import Kind
from lms.certificates.schema.document import TemplateDocument
from lms.certificates.schema.package import Package
from lms.core.errors import NotFound
from lms.library import queries as library
from lms.web.i18n import lazy_gettext as _l

PARTICIPATION, SPEAKER = "keikutsertaan", "narasumber"
_kept: OrderedDict[str, Package] = OrderedDict()
_KEPT = 16


def template_for(session: Session, kind: Kind, chosen: str) -> tuple[int, Package]:
    """The revision in force for a kind: the one the session chose, or the published one of that kind.

    Raises NotFound when none is published.
    """
    wanted = chosen if kind == "bimtek" else kind
    live = library.live_by_id(session, "certificate", wanted)
    if live is None or live.document.get("kind") != kind:
        others = library.live_documents(session, "certificate")
        live = next((d for d in others if d.document.get("kind") == kind), None)
    if live is None:
        raise NotFound(
            "template.unknown",
            _l(
                "Templat sertifikat “%(name)s” belum diterbitkan. Minta pengajar menerbitkannya.", name=wanted
            ),
        )
    return live.revision_id, package(session, live.revision_id)


def package(session: Session, revision_id: int) -> Package:
    """The package of one revision; raises NotFound."""
    found = library.revision(session, revision_id)
    if found.hash in _kept:
        _kept.move_to_end(found.hash)
        return _kept[found.hash]
    files = {
        path: library.read_file(session, revision_id, path) for path in library.files(session, revision_id)
    }
    made = Package.from_files(found.hash, TemplateDocument.model_validate(dict(found.document)), files)
    _kept[found.hash] = made
    while len(_kept) > _KEPT:
        _kept.popitem(last=False)
    return made
