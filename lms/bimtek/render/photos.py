"""Photographs drawn anew: smaller, upright, and without what the camera wrote into them."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

BYTES_AT_MOST = 12_000_000
PIXELS_AT_MOST = 40_000_000
SIDE = 1600
KINDS = ("JPEG", "PNG", "WEBP")
QUALITY = 82


class BadPhotoError(ValueError):
    """The bytes are no picture that can be read, or too large a one."""


@dataclass(frozen=True)
class Photo:
    """A JPEG of at most 1,600 pixels a side."""

    data: bytes
    width: int
    height: int


def redraw(data: bytes) -> Photo:
    """The picture in these bytes as a new JPEG: only its pixels are kept. Raises BadPhotoError.

    The pixel count is read from the header before anything is decoded, so that a small file cannot fill the memory.
    """
    if len(data) > BYTES_AT_MOST:
        raise BadPhotoError("size")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=KINDS) as raw:
                if raw.width * raw.height > PIXELS_AT_MOST:
                    raise BadPhotoError("pixels")
                raw.draft("RGB", (SIDE, SIDE))
                picture = ImageOps.exif_transpose(raw).convert("RGB")
    except BadPhotoError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPhotoError("pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise BadPhotoError("unreadable") from error
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Photo(out.getvalue(), clean.width, clean.height)
