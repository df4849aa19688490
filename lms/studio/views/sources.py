"""The bytes of files: images in previews, and downloads."""

from __future__ import annotations

import mimetypes
import posixpath
from typing import Any

from flask import Response

from lms.content.media import IMAGE_FORMATS, check_media
from lms.core.errors import NotFound
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.studio.domain.paths import is_text
from lms.studio.views import blueprint
from lms.studio.views.common import known_path, space
from lms.web.i18n import _

_SHOWN = {suffix: f"image/{name.lower()}" for suffix, name in IMAGE_FORMATS.items()}


@blueprint.get("/studio/isi/<path:path>")
@permit(Permission.WRITE_CONTENT)
def file_bytes(path: str) -> Any:
    """A file as it would be published; only sound images are shown, everything else is downloaded."""
    data = space().data(known_path(path))
    if data is None:
        raise NotFound("file.unknown", _("Berkas %(path)s tidak ditemukan.", path=path))
    name = posixpath.basename(path)
    kind = _SHOWN.get(posixpath.splitext(path)[1].lower())
    if path.endswith(".svg") and not check_media(path, data):
        kind = "image/svg+xml"
    response = Response(data, mimetype=kind or mimetypes.guess_type(name)[0] or "application/octet-stream")
    if is_text(path):
        response.headers["Content-Type"] = "text/plain; charset=utf-8"
    response.headers["Content-Disposition"] = f'{"inline" if kind else "attachment"}; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
