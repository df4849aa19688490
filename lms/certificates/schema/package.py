"""A template as one value: its description, its two sides, its style and its own files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lms.certificates.domain.words import Words
from lms.certificates.schema import fonts
from lms.certificates.schema.document import TemplateDocument
from lms.certificates.schema.sandbox import Rendered, fill
from lms.content.text import plain

SIDES = ("front.html", "back.html")
TEXTS = (*SIDES, "style.css", "certificate.yaml", "sample.yaml")


@dataclass(frozen=True)
class Package:
    """A checked template, ready to be filled; `key` names this very revision."""

    key: str
    document: TemplateDocument
    front: str
    back: str
    style: str
    assets: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def from_files(cls, key: str, document: TemplateDocument, files: Mapping[str, bytes]) -> Package:
        """The package from its files, by paths that begin with its folder."""
        prefix = f"{document.folder}/" if document.folder else ""
        own = {path.removeprefix(prefix): data for path, data in files.items()}
        texts = {name: plain(own[name].decode("utf-8", "replace")) for name in (*SIDES, "style.css")}
        assets = {name: data for name, data in own.items() if name not in TEXTS}
        return cls(key, document, texts["front.html"], texts["back.html"], texts["style.css"], assets)

    def fill(self, values: Words) -> tuple[Rendered, Rendered]:
        """Both sides, filled."""
        return fill(self.front, values), fill(self.back, values)

    def missing(self, values: Words) -> list[str]:
        """The names that would be printed without a value, each once."""
        front, back = self.fill(values)
        return list(dict.fromkeys([*front.missing, *back.missing]))

    def uncovered(self, values: Words) -> list[str]:
        """The characters that would be printed in a font nobody chose."""
        return fonts.uncovered("".join(_strings(values)), self.assets)


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "qr":
                yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
