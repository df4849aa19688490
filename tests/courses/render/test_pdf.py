"""The official SOP as a file: pages, words, fonts, and nothing fetched from outside."""

from __future__ import annotations

import io
from datetime import date

import pytest
from markupsafe import Markup, escape
from pypdf import PdfReader

from lms.courses.render import sop_pdf
from lms.courses.render.fetcher import AssetFetcher
from lms.courses.render.page import PageLayout
from lms.courses.render.pdf import Letterhead
from lms.courses.schema import Approver, SopIdentity
from lms.courses.sop.procedure import Branch, Procedure
from tests.courses.sop.tables import sound, step

IDENTITY = SopIdentity(
    number="067/012/2026",
    name="Pelayanan <permohonan> & informasi",
    unit="Bidang Informasi",
    created=date(2026, 1, 12),
    effective=date(2026, 8, 10),
    approved_by=Approver(position="Kepala Dinas", name="Ratri Hapsari (contoh)", nip="197012311995032999"),
    legal_basis=("UU 14/2008", "Perki 1/2021"),
    warnings=("Tanpa register, tenggat tidak berjalan",),
)


def words(text: str, **values: object) -> str:
    return text % values if values else text


def inline(text: str) -> Markup:
    return escape(text)


def rendered(procedure: Procedure) -> PdfReader:
    data = sop_pdf(
        IDENTITY,
        procedure,
        letterhead=Letterhead("Pemerintah Kota Tirtanegara", "Dinas Komunikasi dan Informatika"),
        total="Waktu terpanjang: 5 hari kerja",
        show_date=lambda day: f"{day:%d-%m-%Y}",
        inline=inline,
        gettext=words,
        remark="Revisi 3",
    )
    return PdfReader(io.BytesIO(data))


def text_of(reader: PdfReader, page: int) -> str:
    return " ".join(reader.pages[page].extract_text().split())


def test_the_first_page_is_the_identity_and_the_second_the_flow() -> None:
    reader = rendered(sound())
    assert len(reader.pages) == 2
    first, second = text_of(reader, 0), text_of(reader, 1)
    order = [
        "067/012/2026", "Tgl. Pembuatan", "12-01-2026", "Tgl. Revisi", "–", "Tgl. Efektif", "10-08-2026",
        "Disahkan oleh", "Kepala Dinas", "Ratri Hapsari", "NIP 197012311995032999", "Nama SOP",
        "Pelayanan <permohonan> & informasi", "Dasar Hukum", "Kualifikasi Pelaksana", "Keterkaitan",
        "Peralatan/Perlengkapan", "Peringatan", "Pencatatan dan Pendataan",
    ]  # fmt: skip
    places = [first.index(one) for one in order]
    assert places == sorted(places)
    assert all(actor in second for actor in sound().actors)
    assert all(str(s.activity) in second for s in sound().steps)
    assert "lengkap" in second
    assert "Halaman 2 dari 2" in second
    assert "Waktu terpanjang: 5 hari kerja" in second


def test_the_page_is_landscape_a4_and_tagged_in_indonesian() -> None:
    reader = rendered(sound())
    for page in reader.pages:
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (842, 595)
    assert reader.root_object["/Lang"] == "id"
    assert reader.root_object["/MarkInfo"]["/Marked"].value


def test_only_the_vendored_fonts_are_used() -> None:
    names = {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in rendered(sound()).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all(name.startswith("Plus-Jakarta-Sans") for name in names)


def test_a_long_flow_repeats_its_head_and_is_joined_by_lettered_connectors() -> None:
    actors = ["Pemohon", "Petugas PIP", "PPID Utama"]
    steps = [step(n, actors[n % 3], (Branch(to=n + 1),)) for n in range(1, 18)]
    procedure = Procedure(steps=(*steps, step(18, "Pemohon", ())))
    reader = rendered(procedure)
    assert len(reader.pages) == 4
    for index in (1, 2, 3):
        text = text_of(reader, index)
        assert "Mutu Baku" in text
        assert all(actor in text for actor in actors)
    assert "A bersambung ke halaman 3" in text_of(reader, 1)
    assert "A sambungan dari halaman 2" in text_of(reader, 2)
    assert "B bersambung ke halaman 4" in text_of(reader, 2)
    assert "B sambungan dari halaman 3" in text_of(reader, 3)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1/x", "aset:../../cli.py", "aset:none.svg"]
)
def test_nothing_but_data_and_own_assets_is_fetched(url: str) -> None:
    with pytest.raises(ValueError, match=r"disallowed|no such asset"):
        AssetFetcher().fetch(url)


def test_assets_and_data_are_fetched() -> None:
    assert AssetFetcher().fetch("data:text/plain,ya").read() == b"ya"
    assert AssetFetcher().fetch("aset:motif/lambang.svg").read().startswith(b"<svg")


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("lanes", range(1, 16))
def test_the_columns_fill_the_page_exactly(lanes: int, paper: str) -> None:
    layout = PageLayout("A4" if paper == "A4" else "F4", lanes)
    assert sum(layout.columns.values()) + layout.lane * lanes == pytest.approx(layout.inner)
    assert layout.columns["activity"] > 30
    assert 12 * layout.scale * layout.text >= 1.84
