"""The checker of certificate templates: every fault of every file of a template's folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jinja2 import TemplateError
from pydantic import BaseModel, ConfigDict

import lms.certificates.schema.messages  # noqa: F401 - fills the catalogue of codes
from lms.certificates.domain.facts import (
    Event,
    Facts,
    Holder,
    Office,
    Registration,
    Result,
    SignatureWords,
    SignerFacts,
    Topic,
)
from lms.certificates.domain.words import VOCABULARY, words
from lms.certificates.schema import fonts
from lms.certificates.schema.document import TemplateDocument
from lms.certificates.schema.layout import nested_columns
from lms.certificates.schema.markup import check_markup
from lms.certificates.schema.package import SIDES, TEXTS, Package
from lms.certificates.schema.program import check_program
from lms.certificates.schema.styles import Styles, check_styles
from lms.content.check import CheckResult, Parsed, Report
from lms.content.frontmatter import Document, read_yaml
from lms.content.media import check_media
from lms.content.tree import ContentTree
from lms.content.validate import validate
from lms.core.problem import Problem, problem

MAX_TEXT, MAX_FILE = 64_000, 1_000_000
REQUIRED_NAMES = ("holder.name", "event.title", "certificate.number", "certificate.qr", "signature.note")
SAMPLE_QR = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


class SampleDocument(BaseModel):
    """`sample.yaml`: invented facts for the preview; the register entry is invented by the program when left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    holder: Holder
    event: Event
    topics: tuple[Topic, ...] = ()
    result: Result = Result()
    signer: SignerFacts = SignerFacts()
    office: Office = Office()
    certificate: Registration | None = None
    fields: dict[str, str] = {}

    def facts(self) -> Facts:
        """The same as the facts of a certificate."""
        entry = self.certificate or Registration(
            number="400.14.5.4/001/CONTOH/2026",
            sequence=1,
            year=2026,
            code="0" * 24,
            issued_on=date(2026, 11, 24),
            verify_url="https://estafet.example/verifikasi/" + "0" * 24,
        )
        return Facts(
            holder=self.holder,
            event=self.event,
            topics=self.topics,
            result=self.result,
            signer=self.signer,
            office=self.office,
            certificate=entry,
            fields=self.fields,
        )


def sample_words(sample: SampleDocument) -> dict[str, object]:
    """The dictionary of the preview."""
    signature = SignatureWords(
        label="Tanda tangan elektronik (uji)", note="Pratinjau, bukan dokumen resmi.", development=True
    )
    return words(sample.facts(), signature, SAMPLE_QR)


class CertificateChecker:
    """Reads `certificates/<slug>/`."""

    def parse(self, tree: ContentTree) -> CheckResult:
        """Every template of the tree; a fault is a problem, never an exception."""
        result = CheckResult()
        for folder in sorted({"/".join(path.split("/")[:2]) for path in tree.glob("certificates/*/**")}):
            _Folder(tree, folder, result).check()
        return result

    def cross(self, report: Report, tree: ContentTree) -> list[Problem]:  # noqa: ARG002 - part of the protocol
        """Templates name no other documents."""
        return []


class _Folder:
    """One template's folder under check."""

    def __init__(self, tree: ContentTree, folder: str, result: CheckResult) -> None:
        self.tree, self.folder, self.result = tree, folder, result
        self.slug = folder.split("/")[1]
        self.paths = {path.removeprefix(f"{folder}/"): path for path in tree.glob(f"{folder}/**")}
        self.assets = {name: tree.data(path) for name, path in self.paths.items() if name not in TEXTS}

    def check(self) -> None:
        add = self.result.problems
        absent = [name for name in TEXTS if name not in self.paths]
        place = self.paths.get("certificate.yaml", f"{self.folder}/certificate.yaml")
        add += [problem(place, 1, 1, "T001", name=name) for name in absent]
        add += self._files()
        document, source = self._description()
        used, readable = self._sides(document)
        styles = self._styles()
        self._unused(used | styles.used)
        if document and readable:
            self._sample(document, styles)
        if document and source and not absent:
            self._emit(document, source)

    def _emit(self, document: TemplateDocument, source: Document) -> None:
        line, column = source.where.value("id") if "id" in source.meta else (1, 1)
        files = {path: self.tree.data(path) for path in self.paths.values()}
        self.result.documents.append(
            Parsed(
                "certificate",
                document.id,
                self.slug,
                source.path,
                document.title,
                document,
                files,
                line,
                column,
            )
        )

    def _text(self, name: str) -> str:
        return self.tree.text(self.paths[name])

    def _files(self) -> Iterator[Problem]:
        for name, path in self.paths.items():
            size, limit = len(self.tree.data(path)), MAX_TEXT if name in TEXTS else MAX_FILE
            if size > limit:
                yield problem(path, 1, 1, "T002", name=name, size=size, limit=limit)
            elif name not in TEXTS and fonts.FONT_FILE.fullmatch(name):
                try:
                    fonts.characters(self.tree.data(path))
                except ValueError:
                    yield problem(path, 1, 1, "T003", name=name)
            elif name not in TEXTS and not name.lower().endswith((".txt", ".md")):
                yield from check_media(path, self.tree.data(path))

    def _description(self) -> tuple[TemplateDocument | None, Document | None]:
        if "certificate.yaml" not in self.paths:
            return None, None
        source, problems = read_yaml(self.paths["certificate.yaml"], self._text("certificate.yaml"))
        document, faults = validate(TemplateDocument, source, extra={"folder": self.folder})
        self.result.problems += [*problems, *faults]
        if document and not document.id:
            document = document.model_copy(update={"id": self.slug})
        return document, source

    def _sides(self, document: TemplateDocument | None) -> tuple[set[str], bool]:
        """The files that both sides show, and whether both can be run."""
        own = frozenset(f.name for f in document.fields) if document else frozenset()
        shown: set[str] = set()
        named: set[str] = set()
        readable = all(side in self.paths for side in SIDES)
        for side in SIDES:
            if side not in self.paths:
                continue
            problems, used = check_program(self.paths[side], self._text(side), own)
            readable = readable and not problems
            faults, files = check_markup(self.paths[side], self._text(side), self.assets)
            self.result.problems += [*problems, *faults]
            shown |= files
            named |= used
        if readable:
            front = self.paths["front.html"]
            self.result.problems += [
                problem(front, 1, 1, "T014", name=n) for n in REQUIRED_NAMES if n not in named
            ]
        return shown, readable

    def _styles(self) -> Styles:
        if "style.css" not in self.paths:
            return Styles()
        styles = check_styles(self.paths["style.css"], self._text("style.css"), self.assets)
        self.result.problems += styles.problems
        return styles

    def _unused(self, used: set[str]) -> None:
        for name in sorted(set(self.assets) - used):
            if not name.lower().endswith((".txt", ".md")):
                self.result.problems.append(problem(self.paths[name], 1, 1, "T004", name=name))

    def _sample(self, document: TemplateDocument, styles: Styles) -> None:
        if "sample.yaml" not in self.paths:
            return
        source, problems = read_yaml(self.paths["sample.yaml"], self._text("sample.yaml"))
        sample, faults = validate(SampleDocument, source)
        self.result.problems += [*problems, *faults]
        if sample is None:
            return
        defaults = {field.name: field.default for field in document.fields if field.default}
        values = sample_words(sample.model_copy(update={"fields": {**defaults, **sample.fields}}))
        html = "".join(self._fill(side, values) for side in SIDES)
        style = self.paths.get("style.css", "")
        for _selector, line, column in nested_columns(html, styles.columns) if styles.columns else ():
            self.result.problems.append(problem(style, line, column, "T032"))

    def _fill(self, side: str, values: dict[str, object]) -> str:
        path, text = self.paths[side], self._text(side)
        package = Package("", TemplateDocument(title="-", kind="bimtek"), text, "", "")
        try:
            rendered, _ = package.fill(values)
        except (TemplateError, ArithmeticError, TypeError, ValueError) as error:
            self.result.problems.append(problem(path, 1, 1, "T015", detail=str(error).rstrip(".")))
            return ""
        for name in rendered.missing:
            plain_name = name.split("[")[0] + name.partition("]")[2] if "[" in name else name
            line, column = _find(text, plain_name)
            self.result.problems.append(problem(path, line, column, "T013", name=plain_name))
        return str(rendered.html)


def _find(text: str, name: str) -> tuple[int, int]:
    """Where a name stands in a template; the last part alone when a loop gave the rest another name."""
    for wanted in (name, f".{name.rpartition('.')[2]}"):
        for number, line in enumerate(text.split("\n"), start=1):
            if wanted in line:
                return number, line.index(wanted) + 1
    return 1, 1


__all__ = ["VOCABULARY", "CertificateChecker", "SampleDocument", "sample_words"]
