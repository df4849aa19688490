"""The report of the finished session: words as a trainer writes them, and two drawings instead of photographs."""

from __future__ import annotations

import io
from datetime import timedelta

from PIL import Image, ImageDraw, ImageFont
from sqlalchemy.orm import Session

from lms.bimtek import actions
from lms.bimtek.actions import ReportFacts
from lms.bimtek.render.photos import Photo, redraw
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.db.session import writing

SIZE = (1200, 900)
NILA, FADE, GOLD, INK, PAPER = "#2b3990", "#9aa9e4", "#d79a2b", "#1b2030", "#f6f7fb"
CONCLUSION = (
    "Peserta berlatih menentukan tujuan permohonan dengan surat yang mirip dengan yang datang setiap minggu. "
    "Kekeliruan yang paling sering terjadi sebelum Bimtek, yaitu jalan dan lampu antara Dinas Pekerjaan Umum, "
    "Dinas Perumahan dan Kawasan Permukiman, serta PLN, jauh berkurang pada pos-tes.\n"
    "Waktu praktik dinilai terlalu pendek, dan ruangan bagian belakang kurang terdengar."
)
FOLLOW_UP = (
    "Menambah satu jam praktik meja disposisi pada angkatan berikutnya; narasumber, sebelum angkatan berikutnya.\n"
    "Mengirim bahan sehari sebelum acara; panitia.\n"
    "Memasang pengeras suara tambahan di aula; bagian umum.\n"
    "Mengundang kembali peserta yang belum memenuhi syarat ke penyegaran daring; panitia, dalam satu bulan."
)


def report(session: Session, trainer: Actor, clock: FixedClock, bimtek_id: int) -> None:
    """Three days after the closing the report is written."""
    at = FixedClock(clock.at + timedelta(days=3))
    facts = ReportFacts(
        number=f"000.1.5/214/{at.at.year}", dated=at.at.date(), conclusion=CONCLUSION, follow_up=FOLLOW_UP,
        with_remarks=True,
    )  # fmt: skip
    pictures = [
        (redraw(_board()), "Papan tulis sesi praktik: urutan menentukan tujuan surat (gambar contoh)."),
        (redraw(_room()), "Denah aula: paruh A dan paruh B duduk berselang-seling saat tes (gambar contoh)."),
    ]
    with writing(session):
        actions.write_report(session, actor=trainer, clock=at, session_id=bimtek_id, facts=facts)
        for photo, caption in pictures:
            _add(session, trainer, at, bimtek_id, photo, caption)


def _add(
    session: Session, trainer: Actor, clock: FixedClock, bimtek_id: int, photo: Photo, caption: str
) -> None:
    actions.add_photo(session, actor=trainer, clock=clock, session_id=bimtek_id, photo=photo, caption=caption)


def _board() -> bytes:
    """A whiteboard with the four questions of a disposition."""
    picture = Image.new("RGB", SIZE, "#c9cfdf")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 50, 1140, 850), fill="white", outline="#79809a", width=8)
    words = ("Apa yang diminta?", "Urusan yang mana?", "Kewenangan kota?", "Perangkat daerah hari ini")
    font = ImageFont.load_default(44)
    for place, text in enumerate(words):
        top = 110 + 185 * place
        last = place == len(words) - 1
        pen.rectangle((250, top, 950, top + 110), outline=GOLD if last else NILA, width=6)
        pen.text((600, top + 55), text, fill=INK, font=font, anchor="mm")
        if not last:
            pen.line((600, top + 110, 600, top + 178), fill=NILA, width=6)
            pen.polygon([(585, top + 163), (615, top + 163), (600, top + 183)], fill=NILA)
    return _png(picture)


def _room() -> bytes:
    """The hall from above: four rows of eight seats, the halves of the room side by side."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(40)
    pen.rectangle((350, 60, 850, 130), fill=INK)
    pen.text((600, 95), "Layar", fill="white", font=font, anchor="mm")
    for row in range(4):
        for seat in range(8):
            x, y = 190 + 117 * seat, 270 + 145 * row
            half_a = (row + seat) % 2 == 0
            pen.ellipse((x - 42, y - 42, x + 42, y + 42), fill=NILA if half_a else FADE)
            pen.text((x, y), "A" if half_a else "B", fill="white" if half_a else INK, font=font, anchor="mm")
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
