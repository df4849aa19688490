"""A small picture for tests."""

import io

from PIL import Image


def picture(kind: str, size: tuple[int, int] = (4, 4)) -> bytes:
    """The bytes of a plain picture in one of Pillow's formats."""
    data = io.BytesIO()
    Image.new("RGB", size, "navy").save(data, kind)
    return data.getvalue()


PNG = picture("PNG")
