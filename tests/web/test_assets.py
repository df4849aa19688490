"""Static files: one stylesheet, an address that changes with the content, and nothing written twice."""

import gzip
from pathlib import Path

from flask.testing import FlaskClient

from lms.web import assets


def test_build_writes_one_version_and_reuses_it(tmp_path: Path) -> None:
    version = assets.build(tmp_path)
    stamp = (tmp_path / version / "estafet.css").stat().st_mtime_ns
    assert assets.build(tmp_path) == version
    assert (tmp_path / version / "estafet.css").stat().st_mtime_ns == stamp
    assert sorted(p.name for p in tmp_path.iterdir()) == [version]


def test_an_older_version_is_removed(tmp_path: Path) -> None:
    (tmp_path / "0123456789ab").mkdir(parents=True)
    version = assets.build(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [version]


def test_the_stylesheet_holds_the_layers_in_order(tmp_path: Path) -> None:
    css = (tmp_path / assets.build(tmp_path) / "estafet.css").read_text()
    assert css.index("@layer tokens, base, components") < css.index(".top {") < css.index(".verdict")


def test_compressed_twins_hold_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / assets.build(tmp_path)
    for twin in folder.rglob("*.gz"):
        assert gzip.decompress(twin.read_bytes()) == twin.with_suffix("").read_bytes()


def test_a_page_names_files_that_exist_and_are_cached_for_ever(client: FlaskClient) -> None:
    import re

    page = client.get("/masuk").text
    names = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
    assert len(names) >= 3
    for name in names:
        with client.get(name) as response:
            assert response.status_code == 200, name
            assert response.headers["Cache-Control"] == "max-age=315360000, public, immutable"


def test_first_view_is_at_most_100_kilobytes_on_the_wire(client: FlaskClient) -> None:
    """Page, stylesheet, script, font and motif of the sign-in page, compressed as they are sent."""
    headers = {"Accept-Encoding": "gzip"}
    page = client.get("/masuk", headers=headers)
    base = "/static/" + client.application.config["ASSET_VERSION"]
    parts = ["estafet.css", "js/shell.js", "fonts/plus-jakarta-sans-latin-wght-normal.woff2", "motif/mark.svg",
             "motif/kawung-poster.svg", "icons.svg"]  # fmt: skip
    total = len(page.data)
    for part in parts:
        with client.get(f"{base}/{part}", headers=headers) as response:
            assert response.status_code == 200, part
            total += len(response.data)
    assert total <= 100_000
