"""Facts for a preview: the template's own sample, and the longest real name of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from sqlalchemy.orm import Session

from lms.bimtek import queries as bimtek
from lms.certificates.domain.facts import Facts, SignatureWords
from lms.certificates.domain.states import Kind
from lms.certificates.queries.candidates import plan
from lms.certificates.queries.templates import package, template_for
from lms.certificates.schema.checker import SampleDocument
from lms.certificates.schema.package import Package
from lms.content.frontmatter import read_yaml
from lms.content.validate import validate
from lms.core.errors import NotFound
from lms.library import queries as library
from lms.web.i18n import lazy_gettext as _l

NUMBER = "PRATINJAU"
UNSIGNED = SignatureWords(
    label="(belum ditandatangani)", note="Pratinjau, bukan dokumen resmi.", development=True
)


@dataclass(frozen=True)
class Preview:
    """What a preview prints."""

    package: Package
    facts: Facts


def kind_of(text: str) -> Kind:
    """The kind that an address names; raises NotFound."""
    if text not in get_args(Kind):
        raise NotFound("template.kind", _l("Jenis sertifikat ini tidak dikenal."))
    return cast(Kind, text)


def sample(session: Session, session_id: int, kind: Kind) -> Preview:
    """The template that a session would use, with the invented facts of its author; raises NotFound."""
    view = bimtek.session_view(session, session_id)
    revision_id, template = template_for(session, kind, view.template)
    name = f"{template.document.folder}/sample.yaml" if template.document.folder else "sample.yaml"
    source, _problems = read_yaml(name, library.read_file(session, revision_id, name).decode())
    found, _faults = validate(SampleDocument, source)
    if found is None:
        raise NotFound("template.sample", _l("Templat ini tidak memiliki data contoh yang utuh."))
    return Preview(template, found.facts())


def longest(session: Session, session_id: int, kind: Kind, today: date) -> Preview:
    """The participant with the longest name among those who would get this kind now; raises NotFound when there is none."""
    found = plan(session, session_id, today=today)
    people = [one for one in found.candidates if one.kind == kind and one.facts and one.revision_id]
    if not people:
        raise NotFound(
            "preview.nobody", _l("Belum ada peserta yang berhak atas sertifikat ini dan belum memilikinya.")
        )
    one = max(people, key=lambda person: len(person.name))
    if one.facts is None or one.revision_id is None:
        raise AssertionError("candidates without facts were left out")
    entry = one.facts.certificate.model_copy(update={"number": NUMBER})
    return Preview(package(session, one.revision_id), one.facts.model_copy(update={"certificate": entry}))
