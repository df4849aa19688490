"""The back shares laid-out pages, and nobody's back shows anything of another person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from lms.certificates.domain.facts import Facts
from lms.certificates.render import prepared as kept
from lms.certificates.render.pdf import render
from lms.certificates.schema.package import Package
from tests.certificates.conftest import shipped
from tests.certificates.render.test_pdf import TEST_KEY, changed, sample, text_of

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def package() -> Package:
    parsed = shipped().find("certificate", "bimtek")
    return Package.from_files("uji-belakang", parsed.document, parsed.sources)


def person(facts: Facts, name: str) -> Facts:
    return changed(facts, holder={"name": name})


def test_the_shared_part_is_laid_out_once_and_personal_facts_stay_personal(
    package: Package, tmp_path: Path
) -> None:
    facts = sample(package)
    backs = kept.prepare(package).backs
    backs.clear()
    for name in ("Sari Lestari", "Bagas Nugraha", "Rini Wulandari"):
        text = text_of(render(package, person(facts, name), TEST_KEY, made_at=AT), tmp_path)
        assert text.count(name) == 2
        assert [other for other in ("Sari", "Bagas", "Rini") if other in text] == [name.split()[0]]
        assert text.count("Materi dan jam pelajaran") == 1
    assert len(backs) == 1


def test_the_shared_layout_draws_what_a_whole_layout_draws(package: Package, tmp_path: Path) -> None:
    """With the header's closing tag hidden from the splitting, the back is laid out in one piece."""
    whole = replace(package, key="", back=package.back.replace("</header>", "</header >"))
    facts = sample(package)
    for name in (
        "Sari",
        "Raden Mas Panjang Sekali Namanya Sampai Dua Baris Penuh Hadiningrat Kusumadinata, S.H., M.Hum.",
    ):
        own = text_of(render(package, person(facts, name), TEST_KEY, made_at=AT), tmp_path)
        assert own == text_of(render(whole, person(facts, name), TEST_KEY, made_at=AT), tmp_path)


def test_memory_holds_a_few_backs_only(package: Package) -> None:
    facts = sample(package)
    for number in range(kept.KEPT_BACKS + 3):
        topics = tuple(one.model_copy(update={"topic": f"Materi {number}"}) for one in facts.topics[:1])
        render(package, facts.model_copy(update={"topics": topics}), TEST_KEY, made_at=AT)
    assert len(kept.prepare(package).backs) == kept.KEPT_BACKS


def test_what_pdf_a_asks_for_and_can_be_read_from_the_file_is_there(package: Package, tmp_path: Path) -> None:
    """No validator of the standard runs here; these are the rules that the structure shows."""
    (tmp_path / "a.pdf").write_bytes(render(package, sample(package), TEST_KEY, made_at=AT))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        root = pdf.Root
        with pdf.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "U")
        assert root.Lang == "id"
        assert root.MarkInfo.Marked is True
        assert root.StructTreeRoot.K[0].S == "/Document"
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert len(bytes(root.OutputIntents[0].DestOutputProfile.read_bytes())) > 1000
        assert not pdf.is_encrypted
        assert [key for key in ("/OpenAction", "/AA", "/Names") if key in root] == []
        fonts = [f for page in pdf.pages for f in page.Resources.Font.values()]
        assert all("/FontFile2" in f.DescendantFonts[0].FontDescriptor for f in fonts)
        assert all("/ToUnicode" in f for f in fonts)
        assert "/ID" in pdf.trailer
