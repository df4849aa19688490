"""Whether an incremental update adds a signature and leaves everything that is shown as it was.

pyHanko's own comparison expects a form in the earlier revision; a printed certificate has none.
"""

from __future__ import annotations

import io
from typing import Any

CATALOG = {"/AcroForm", "/Perms", "/Extensions", "/DSS", "/Metadata", "/Version"}
LARGEST_SHARE = 0.25  # of a page; a larger "signature" would cover what the certificate says


def only_signature(reader: Any, revisions: int) -> bool:
    """Compare everything after the first `revisions` of a file with what stood there before."""
    old = reader.get_historical_resolver(revisions - 1)
    xrefs = reader.xrefs
    added = range(revisions, xrefs.total_revisions)
    if any(xrefs.refs_freed_in_revision(number) for number in added):
        return False
    existed = {ref for number in range(revisions) for ref in xrefs.explicit_refs_in_revision(number)}
    touched = {ref for number in added for ref in xrefs.explicit_refs_in_revision(number)} & existed
    info = reader.trailer.raw_get("/Info").reference if "/Info" in reader.trailer else None
    same = all(_may_change(old.get_object(ref), reader.get_object(ref)) for ref in touched if ref != info)
    return same and _only_signature_fields(reader.root)


def _may_change(before: Any, after: Any) -> bool:
    if _bytes(before) == _bytes(after):
        return True
    if (
        not isinstance(before, dict)
        or not isinstance(after, dict)
        or before.get("/Type") != after.get("/Type")
    ):
        return False
    if before.get("/Type") == "/Metadata":
        return True  # which program wrote the file last, and when; no page shows it
    changed = {key for key in {*before, *after} if _value(before, key) != _value(after, key)}
    if before.get("/Type") == "/Catalog":
        return changed <= CATALOG
    return before.get("/Type") == "/Page" and changed <= {"/Annots"} and _annotations(before, after)


def _annotations(before: Any, after: Any) -> bool:
    """Whether the page kept its annotations and got no others than small signature fields."""
    kept = []
    if "/Annots" in before:
        kept = [_bytes(one) for one in _raw(before["/Annots"])]
    now = _raw(after["/Annots"])
    added = [one for one in now if _bytes(one) not in kept]
    return len(now) - len(added) == len(kept) and all(_is_small_field(one, after) for one in added)


def _is_small_field(reference: Any, page: Any) -> bool:
    field = reference.get_object()
    while "/MediaBox" not in page:
        page = page["/Parent"]
    box, rect = (
        [float(number) for number in holder[key]] for holder, key in ((page, "/MediaBox"), (field, "/Rect"))
    )
    share = _area(rect) / max(_area(box), 1.0)
    return field.get("/FT") == "/Sig" and field.get("/Subtype") == "/Widget" and share <= LARGEST_SHARE


def _area(box: list[float]) -> float:
    return abs(box[2] - box[0]) * abs(box[3] - box[1])


def _only_signature_fields(root: Any) -> bool:
    form = root["/AcroForm"]
    return "/XFA" not in form and all(
        field.get_object().get("/FT") == "/Sig" for field in _raw(form["/Fields"])
    )


def _raw(array: Any) -> list[Any]:
    return [array.raw_get(n) for n in range(len(array))] if hasattr(array, "raw_get") else list(array)


def _value(holder: Any, key: str) -> bytes:
    return _bytes(holder.raw_get(key)) if key in holder else b""


def _bytes(value: Any) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out, None)
    return out.getvalue()
