"""Small frameworks, profiles and courses as authors would write them, for tests to break one thing at a time."""

from __future__ import annotations

FRAMEWORK = """---
id: kerangka-uji
title: Kerangka uji
edition: "2026"
---
Pengantar kerangka.

## K1 Dasar keterbukaan informasi {#K1 half_life=365 valid=24 short="Dasar KIP"}

Memahami mengapa informasi terbuka.

| Level | Nama | Perilaku yang terlihat |
|---|---|---|
| 1 | Paham | Menyebut siapa berperan. |
| 2 | Dasar | Menempatkan contoh dalam empat kelas. |

## K2 Registrasi {#K2 half_life=120 valid=12 short="Registrasi"}

Mencatat permohonan.

| Level | Nama | Perilaku yang terlihat |
|---|---|---|
| 1 | Paham | Menyebut letak formulir. |
| 2 | Dasar | Mencatat tanpa bantuan. |
| 3 | Menengah | Menghitung tenggat. |
"""

POSTS = """---
id: profil-uji
title: Profil uji
---
Pengantar profil.

## Petugas layanan {#petugas-pip minimum_holders=2}

Bekerja di meja layanan.

| Unit | Level | Hari | Minimum |
|---|---|---|---|
| K1 | 2 | 7 | 2 |
| K2 | 2 | 14 | 1 |

## PPID Utama {#ppid-utama}

Menentukan disposisi.

| Unit | Level | Hari | Minimum |
|---|---|---|---|
| K2 | 3 | 30 | 1 |
"""


def tree_of(framework: str | None = FRAMEWORK, posts: str | None = POSTS, **more: str) -> object:
    from lms.content.tree import ContentTree

    files = {"courses/competencies.md": framework, "courses/posts.md": posts, **more}
    return ContentTree({path: text.encode() for path, text in files.items() if text is not None})
