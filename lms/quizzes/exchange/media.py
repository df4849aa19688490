"""Images and attachments inside a file: taken out under names that links can hold, and checked."""

from __future__ import annotations

import binascii
import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from lms.content.media import check_media
from lms.core.codes import slugify
from lms.core.problem import Words
from lms.quizzes.exchange.model import MEDIA, Notes

PLUGIN = "@@PLUGINFILE@@"
BROKEN = Words("isinya rusak", "its content is broken")
UNUSED = Words("tidak dipakai oleh teks mana pun", "no text uses it")
_DATA = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,(.*)", re.DOTALL)
_SUFFIX = {"jpeg": "jpg", "svg+xml": "svg"}


def clean_name(name: str) -> str:
    """A file's name as links can hold it: `Denah Kantor (1).PNG` becomes `denah-kantor-1.png`."""
    stem, suffix = posixpath.splitext(posixpath.basename(name.replace("\\", "/")))
    return f"{slugify(stem, 'berkas')}{suffix.lower()}"


def decode(text: str) -> bytes | None:
    """The bytes of a base64 text, None when it is broken."""
    try:
        return binascii.a2b_base64("".join(text.split()).encode("ascii"), strict_mode=True)
    except (binascii.Error, ValueError):
        return None


@dataclass
class Shelf:
    """The media files of one quiz, each content once; a sound file gets a name, a broken one is reported."""

    notes: Notes
    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, name: str, data: bytes | None, line: int) -> str | None:
        """Keep a file; returns its name in `media/`, None when it cannot be kept."""
        wanted = clean_name(name)
        if not data:
            self.notes.add("X116", line, name=name[:80], reason=BROKEN)
            return None
        for fault in check_media(f"quizzes/{MEDIA}{wanted}", data)[:1]:
            reason = Words(fault.text("id").rstrip("."), fault.text("en").rstrip("."))
            self.notes.add("X116", line, name=name[:80], reason=reason)
            return None
        wanted = self._free(wanted, data)
        self.files[wanted] = data
        return wanted

    def _free(self, name: str, data: bytes) -> str:
        stem, suffix = posixpath.splitext(name)
        number = 2
        while self.files.get(name, data) != data:
            name = f"{stem}-{number}{suffix}"
            number += 1
        return name

    def put_inline(self, source: str, line: int) -> str | None:
        """Keep an image that is written out in its address (`data:image/png;base64,…`)."""
        found = _DATA.fullmatch(source)
        if found is None:
            return None
        suffix = _SUFFIX.get(found[1], found[1])
        return self.put(f"gambar.{suffix}", decode(unquote(found[2])), line)


def plugin_name(source: str) -> str | None:
    """The file that `@@PLUGINFILE@@/folder/name.png` means; None for other addresses."""
    if not source.startswith(PLUGIN):
        return None
    return unquote(source.removeprefix(PLUGIN)).partition("?")[0].lstrip("/")
