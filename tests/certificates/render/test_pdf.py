"""The printed certificate: two pages, real fonts, a QR that leads to the verify page, and nothing else reached."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from lms.certificates.domain.facts import Facts, SignatureWords
from lms.certificates.render.faults import LayoutError
from lms.certificates.render.pdf import render
from lms.certificates.schema.checker import SampleDocument
from lms.certificates.schema.fonts import FACES, uncovered
from lms.certificates.schema.package import Package
from lms.content.frontmatter import read_yaml
from lms.content.validate import validate
from tests.certificates.conftest import ROOT, shipped

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TEST_KEY = SignatureWords(
    label="Tanda tangan elektronik (uji)", note="Ditandatangani dengan kunci pengembangan.", development=True
)
LONG = "Prof. Dr. Ir. Raden Mas Ḍimas Wīraṭama Kusumadinata Nusantara Hadiningrat Purbokusumo Sastrowidjojo, S.T., M.Eng.Sc., Ph"


@pytest.fixture(scope="module", params=["bimtek", "keikutsertaan", "narasumber"])
def package(request: pytest.FixtureRequest) -> Package:
    parsed = shipped().find("certificate", request.param)
    return Package.from_files(f"uji-{request.param}", parsed.document, parsed.sources)


def sample(package: Package) -> Facts:
    source, _ = read_yaml("s", (ROOT / package.document.folder / "sample.yaml").read_text())
    return validate(SampleDocument, source)[0].facts()


def changed(facts: Facts, **parts: dict[str, object]) -> Facts:
    return facts.model_copy(
        update={name: getattr(facts, name).model_copy(update=values) for name, values in parts.items()}
    )


def text_of(pdf: bytes, tmp_path: Path) -> str:
    (tmp_path / "c.pdf").write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", tmp_path / "c.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout


def test_number_name_and_code_are_in_the_text(package: Package, tmp_path: Path) -> None:
    facts = sample(package)
    pdf = render(package, facts, TEST_KEY, made_at=AT)
    text = text_of(pdf, tmp_path)
    assert text.count(facts.certificate.number) == 2
    assert text.count(facts.holder.name) == 2 + sum(t.speaker == facts.holder.name for t in facts.topics)
    assert "EST7-K4QM-2RVX-9HTB-63WD-Z000" in text
    assert "Tanda tangan elektronik (uji)" in text
    assert "BSrE" not in text
    assert len(PdfReader(tmp_path / "c.pdf").pages) == 2


def test_equal_facts_give_equal_bytes(package: Package) -> None:
    facts = sample(package)
    assert render(package, facts, TEST_KEY, made_at=AT) == render(package, facts, TEST_KEY, made_at=AT)


def test_the_qr_in_a_150_dpi_picture_holds_only_the_verify_address(package: Package, tmp_path: Path) -> None:
    facts = sample(package)
    (tmp_path / "c.pdf").write_bytes(render(package, facts, TEST_KEY, made_at=AT))
    subprocess.run(
        ["pdftoppm", "-r", "150", "-png", "-singlefile", tmp_path / "c.pdf", tmp_path / "c"], check=True
    )
    with Image.open(tmp_path / "c.png") as picture:
        codes = zxingcpp.read_barcodes(picture)
    assert [code.text for code in codes] == [facts.certificate.verify_url]


def test_a_name_of_120_characters_stays_on_the_page_above_the_signature(
    package: Package, tmp_path: Path
) -> None:
    assert len(LONG) == 120
    facts = changed(
        sample(package),
        holder={
            "name": LONG,
            "post": "Kepala Subbagian Perencanaan, Evaluasi, Pelaporan, dan Pengelolaan Informasi serta Dokumentasi",
        },
        event={
            "title": "Peningkatan Kapasitas Pejabat Pengelola Informasi dan Dokumentasi dalam Disposisi Permohonan Lintas "
            "Perangkat Daerah dan Badan Publik di Luar Pemerintah Kota",
            "place": "Ruang Rapat Utama Lantai 8 Gedung Sekretariat Daerah, Kompleks Balai Kota Tirtanegara",
        },
    )
    pdf = render(package, facts, TEST_KEY, made_at=AT)
    text = text_of(pdf, tmp_path)
    front = text.split("\f")[0]
    assert len(PdfReader(tmp_path / "c.pdf").pages) == 2
    assert front.index("Ḍimas Wīraṭama") < front.index("jam pelajaran") < front.index("Kepala Dinas")


def test_what_can_never_fit_is_refused_with_a_sentence(package: Package) -> None:
    facts = changed(sample(package), holder={"post": "Jabatan yang sangat panjang " * 120})
    with pytest.raises(LayoutError, match="tidak muat pada satu halaman"):
        render(package, facts, TEST_KEY, made_at=AT)


def test_a_long_table_continues_on_further_pages(package: Package, tmp_path: Path) -> None:
    topics = (sample(package).topics * 15)[:30]
    facts = sample(package).model_copy(update={"topics": topics})
    pdf = render(package, facts, TEST_KEY, made_at=AT)
    text = text_of(pdf, tmp_path)
    assert len(PdfReader(tmp_path / "c.pdf").pages) > 2
    assert len([line for line in text.split("\n") if line.split()[:1] == ["30"]]) == 1


def test_only_the_house_fonts_are_in_the_file(package: Package, tmp_path: Path) -> None:
    facts = changed(sample(package), holder={"name": "Ḍimas Wīraṭama Éka ñ ş"})
    (tmp_path / "c.pdf").write_bytes(render(package, facts, TEST_KEY, made_at=AT))
    lines = subprocess.run(
        ["pdffonts", tmp_path / "c.pdf"], capture_output=True, check=True, text=True
    ).stdout.split("\n")[2:]
    names = sorted(line.split()[0].partition("+")[2] for line in lines if line)
    assert names == ["Literata", "Literata-Semi-Bold", "Plus-Jakarta-Sans", "Plus-Jakarta-Sans-Bold"]
    assert all(line.split()[-5] == "yes" for line in lines if line)


def test_one_file_per_face_so_that_no_glyphs_are_mixed_up() -> None:
    """Two files of one face are drawn with each other's glyphs: Ḍimas becomes Himas."""
    assert len({(family, weight) for family, weight, _ in FACES}) == len(FACES)
    assert uncovered("Ḍimas Wīraṭama Éka ñ ş “–” · ’", {}) == []
    assert uncovered("ꦱꦫꦶ 李 Lestari", {}) == ["李"]


def test_a_letter_with_a_mark_is_drawn_as_itself(tmp_path: Path) -> None:
    """The picture of Ḍ is D with something below it, not some other letter."""
    parsed = shipped().find("certificate", "bimtek")
    package = Package.from_files("uji-gambar", parsed.document, parsed.sources)
    pictures = {}
    for letter in "ḌDH":
        (tmp_path / "c.pdf").write_bytes(
            render(package, changed(sample(package), holder={"name": letter * 6}), TEST_KEY, made_at=AT)
        )
        box = ["-x", "190", "-y", "285", "-W", "500", "-H", "60"]
        subprocess.run(
            [
                "pdftoppm",
                "-r",
                "100",
                "-gray",
                "-png",
                "-singlefile",
                *box,
                tmp_path / "c.pdf",
                tmp_path / letter,
            ],
            check=True,
        )
        with Image.open(tmp_path / f"{letter}.png") as picture:
            pictures[letter] = picture.convert("L").tobytes()

    def distance(a: str, b: str) -> int:
        return sum(abs(x - y) for x, y in zip(pictures[a], pictures[b], strict=True))

    assert min(pictures["D"]) < 64  # the box does hold the name
    assert distance("Ḍ", "D") * 3 < distance("Ḍ", "H")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "tidak-ada.svg", "house/../x"]
)
def test_nothing_outside_the_template_can_be_read(package: Package, target: str) -> None:
    """Even a template that slipped past the checker reaches no file and no network."""
    from dataclasses import replace

    bad = replace(package, key="", front=package.front + f'<img src="{target}">')
    with pytest.raises(FatalURLFetchingError):
        render(bad, sample(package), TEST_KEY, made_at=AT)


def test_html_in_a_name_is_text(package: Package, tmp_path: Path) -> None:
    facts = changed(sample(package), holder={"name": '<img src="file:///etc/passwd"> Sari'})
    text = text_of(render(package, facts, TEST_KEY, made_at=AT), tmp_path)
    assert '<img src="file:///etc/passwd">' in text


def test_javanese_script_is_drawn_with_the_shipped_font(package: Package, tmp_path: Path) -> None:
    facts = changed(sample(package), holder={"name": "ꦱꦫꦶ (Sari Lestari)"}, event={"title": "Pelatihan ꦗꦮ"})
    (tmp_path / "c.pdf").write_bytes(render(package, facts, TEST_KEY, made_at=AT))
    fonts = subprocess.run(
        ["pdffonts", tmp_path / "c.pdf"], capture_output=True, check=True, text=True
    ).stdout
    assert "Noto-Sans-Javanese" in fonts
    text = text_of((tmp_path / "c.pdf").read_bytes(), tmp_path)
    assert "ꦱꦫꦶ" in text and "ꦗꦮ" in text
