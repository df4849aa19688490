"""What the pages of the writing room share: the workspace, addresses inside texts, and the words of moments."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from flask_babel import format_time

from lms.content.markdown import LinkResolver
from lms.content.tree import ContentTree, resolve
from lms.core.errors import NotFound
from lms.studio.domain.paths import is_text, kind_of
from lms.studio.domain.tree import Folder, folders
from lms.studio.queries.workspace import Workspace, workspace
from lms.web.context import services
from lms.web.i18n import _, get_locale


def space() -> Workspace:
    """The present workspace."""
    return workspace(services().session)


def known_path(path: str) -> str:
    """The path, if trainers may write there; raises NotFound."""
    if kind_of(path) is None:
        raise NotFound("path.unknown", _("Berkas %(path)s tidak memiliki tempat di konten.", path=path[:120]))
    return path


def text_of(data: bytes | None) -> str:
    """The bytes of a file as the editor shows them."""
    return ContentTree({"x.md": data}).text("x.md") if data else ""


def bytes_of(text: str) -> bytes:
    """What a form sent, as it is stored: LF line ends, no byte order mark."""
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").encode("utf-8", "replace")


def locale() -> str:
    """The language of messages."""
    return str(get_locale() or "id")


def clock_words(moment: datetime) -> str:
    """`14.06.31`: the second counts when somebody waits for a save."""
    return str(format_time(moment, "HH.mm.ss" if locale() == "id" else "HH:mm:ss"))


def tree_of(space: Workspace) -> list[Folder]:
    """The tree of files beside the editor."""
    drafts = {path: line.removed for path, line in space.drafts.items()}
    return folders(space.live, drafts, space.counts(), space.titles)


def links_for(path: str, tree: ContentTree) -> LinkResolver:
    """Relative links of a text lead to the editor, images to the bytes of the draft."""

    def link(target: str, *, image: bool) -> str | None:
        found = resolve(path, target)
        if found is None or found not in tree:
            return None
        if image or not is_text(found):
            return url_for("studio.file_bytes", path=found)
        return url_for("studio.edit", path=found)

    return link
