"""A small published city: catalogues and quizzes written as trainers write them, published by the real library."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.content.check import check
from lms.content.tree import ContentTree
from lms.core.clock import Clock
from lms.db.session import writing
from lms.library.actions import publish
from lms.quizzes.schema import CatalogueChecker, QuizChecker
from lms.quizzes.subscriptions import subscribe
from tests.factories import ACTOR

AFFAIRS = """code,name,group,scope,everyday_words,edition
1.03,Pekerjaan umum,wajib,Jalan dan drainase,jalan,P90
1.03/jalan,Jalan kota,wajib,Ruas berstatus jalan kota,jalan berlubang,P90
1.03/tata-ruang,Tata ruang,wajib,RTRW,zonasi,P90
1.04,Permukiman,wajib,Jalan lingkungan dan rumah,gang|paving,P90
5.02,Keuangan,penunjang,Keuangan daerah,,P90
5.02/pendapatan,Pendapatan,penunjang,Pajak daerah,PBB,P90
5.02/aset,Aset,penunjang,Barang milik daerah,,P90
"""
AGENCIES = """name,short,codes,kind,valid_from,valid_to,note
Dinas Pekerjaan Umum,DPU,1.03/jalan,dinas,2021-01-01,,
Dinas Penataan Ruang,Distaru,1.03/tata-ruang,dinas,2021-01-01,,
Dinas Permukiman,Disperkim,1.04,dinas,2021-01-01,,
Badan Pendapatan,Bapenda,5.02/pendapatan,badan,2021-01-01,,
Badan Aset,BPKAD,5.02/aset,badan,2021-01-01,,
"""
BODIES = """code,name,level,topics,everyday_words,related_affair,tempting
EXT.PROV.SAMSAT,Samsat Provinsi,provinsi,pajak kendaraan,pajak motor,5.02,5.02/pendapatan
EXT.PUSAT.BBWS,Balai Wilayah Sungai,pusat_vertikal,sungai besar,tanggul,1.03,1.03/jalan
"""

EVALUATION = """---
id: evaluasi
title: Evaluasi contoh
competency: K2
level: 2
pass_mark: 75
attempts: 1
time_limit: 20m
shuffle: [questions, options]
---
Pembuka evaluasi.

## Batas waktu {#batas-waktu}
Berapa hari kerja?

- [ ] 7 hari kerja
  > KANARI-UMPAN-BALIK
- [x] 10 hari kerja
- [ ] 30 hari kerja

> KANARI-PENJELASAN

## Golongan {#golongan}
Pilih dua.

- [x] serta merta
- [x] berkala
- [ ] rahasia
- [ ] pribadi

## Angka {#angka competency=K1}
Berapa?

- [=] 10
- [=] 9..11 {%50}

## Urutan {#urutan}
Urutkan.

1. Menerima
2. Mencatat
3. Menjawab
"""

PRACTICE = """---
id: latihan
title: Latihan disposisi contoh
competency: K3
level: 1
use: practice
feedback: after_each
---
Pembuka latihan.

## Gang rusak {#gang kind=routing difficulty=2}
Gang kami rusak.

- [x] 1.04: KANARI-KUNCI gang itu jalan lingkungan
- [ ] 1.03/jalan: KANARI-UMPAN ruas jalan kota saja

> KANARI-HUKUM

## Pajak motor {#pajak kind=routing}
Pajak motor saya.

- [x] EXT.PROV.SAMSAT: pajak kendaraan di provinsi
- [ ] 5.02/pendapatan: pajak daerah saja

## Aset {#aset kind=routing info=exempt}
Daftar aset rahasia.

- [x] 5.02/aset: barang milik daerah
"""

ESSAY = """---
id: uraian
title: Uraian contoh
competency: K4
level: 3
pass_mark: 50
---

## Jelaskan {#jelaskan kind=open}
Jelaskan.

> KANARI-RUBRIK

## Tebak {#tebak}

- [x] Benar
- [ ] Salah
"""


def tree(**changes: str) -> ContentTree:
    """The content of the small city; keyword arguments replace quizzes by name."""
    quizzes = {"evaluasi": EVALUATION, "latihan": PRACTICE, "uraian": ESSAY, **changes}
    files = {f"quizzes/{name}.md": text.encode() for name, text in quizzes.items()}
    files |= {
        "quizzes/affairs.csv": AFFAIRS.encode(),
        "quizzes/agencies.csv": AGENCIES.encode(),
        "quizzes/external_bodies.csv": BODIES.encode(),
    }
    return ContentTree(files)


def publish_city(session: Session, clock: Clock, **changes: str):
    """Check and publish; returns what the library says it did."""
    subscribe()
    report = check(tree(**changes), [CatalogueChecker(), QuizChecker()])
    with writing(session):
        return publish(session, actor=ACTOR, clock=clock, report=report)
