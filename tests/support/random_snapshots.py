"""A hundred different dossiers: people with names in every script, with much, little or nothing stored about them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from leskracht_desktop.domain.dossier import (
    Asker,
    DossierAttachment,
    DossierPart,
    DossierSnapshot,
    Masking,
    Remedy,
)
from leskracht_desktop.domain.inventory import Category, FieldKind
from leskracht_desktop.domain.people import Custody, PersonKind, PersonStatus, RelationKind, StoredRecord
from leskracht_desktop.domain.requests import Authority, Channel, RequestKind
from tests.support import snapshots

NAMES = (
    ("Noah", "van den", "Berg"),
    ("Zoë-Lynn", "", "d'Hont"),
    ("Łukasz", "", "Błaszczykowski"),
    ("Ağça", "", "İnönü Şahin"),
    ("Đorđe", "", "Žižić"),
    ("Nguyễn Thị", "", "Phương Ánh"),
    ("Ελένη", "", "Παπαδοπούλου"),
    ("Олександра", "", "Щербак"),
    ("محمد أمين", "", "بن يوسف"),
    ("יעל", "", "לוי"),
    ("مریم", "", "کریمی"),
    ("王", "", "小明"),
    ("さくら", "", "山田"),
    ("김", "", "민준"),
    ("आर्या", "", "शर्मा"),
    ("சிவா", "", "குமார்"),
    ("ธนพล", "", "ศรีสุข"),
    ("አበበ", "", "ቢቂላ"),
    ("Անի", "", "Հակոբյան"),
    ("ნინო", "", "ბერიძე"),
    ("Jo🙂", "", "de Wit"),
    ("e\u0301mile", "", "Œuvrard"),
    ("=HYPERLINK(1)", "", "+31-naam"),
    ("Bidi\u202egnos", "", "Con\u0007trol\u2066le"),
    ("A" * 60, "", "B" * 90),
    ("", "", ""),
)
TEXTS = (
    "Kort.",
    "Wie maakt de som 3 < 4 & 5 > 2 af?\nIk niet.\n\n\tEn jij?",
    "@iedereen morgen is er geen gym, neem 'wel' je \"spullen\" mee",
    "Een heel lang woord: " + "rekenmachine" * 12,
    "Emoji 👩‍🏫🎒 en pijlen → ✓ en breuken ½ ¾",
    "مرحبا بكم في المدرسة, zei de juf",
    "null\x00teken en \u200bonzichtbaar \ufeffmerkteken",
    "  spaties vooraan en achteraan  ",
    "\r\nregel een\r\nregel twee\rregel drie",
    "-1+2",
)
START = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)


def random_snapshot(seed: int) -> DossierSnapshot:
    """Return the dossier with this number; it is always the same."""
    chance = random.Random(seed)
    subject = _person(chance, seed)
    files = _files(chance)
    records = tuple(_records(chance, files))
    events = (snapshots.usage(chance.choice((1, 7, 40)), seed),) if chance.random() < 0.3 else ()
    with_request = chance.random() < 0.6
    request = _request(chance) if with_request else None
    snapshot = snapshots.build(
        subject,
        records,
        events,
        number=request.row.number if request else f"D-{subject.key}-20260319",
        request=request,
        requests=(request,) if request else (),
        asker=_asker(chance, subject.display_name, with_request=with_request),
        controller=snapshots.controller(
            chance.choice(tuple(Remedy)), snapshots.logo() if chance.random() < 0.3 else None
        ),
        attachments=files,
        log=tuple(
            snapshots.log_line(number, chance.choice(("person.viewed", "import.done", "nieuw.soort")), START)
            for number in range(chance.randrange(4))
        ),
        log_total=chance.choice((0, 3, 700)),
    )
    if chance.random() < 0.9:
        snapshot = _with_choice(chance, snapshot)
    if chance.random() < 0.4:
        snapshot = replace(snapshot, maskings=(Masking("Sanne de Boer", 1),), mask_reason=chance.choice(TEXTS))
    return snapshot


def full_name(chance: random.Random) -> str:
    return " ".join(part for part in chance.choice(NAMES) if part)


def _person(chance: random.Random, seed: int):
    first, prefix, surname = NAMES[seed % len(NAMES)]
    kind = chance.choice(tuple(PersonKind))
    display = " ".join(part for part in (first, prefix, surname) if part)
    return snapshots.person(
        kind=kind,
        status=chance.choice(tuple(PersonStatus)),
        display_name=display,
        call_name=first,
        given_names=first,
        prefix=prefix,
        surname=surname,
        initials=first[:1],
        gender=chance.choice(("0", "1", "2", "9", "")),
        birth_on=chance.choice((None, date(2012, 2, 29), date(1, 1, 1), date(9999, 12, 31))),
        note=chance.choice(("", *TEXTS)),
        groups=(("7B", ""),) if kind is PersonKind.PUPIL else (("5A", "leerkracht"), ("6", "")),
        roles=("leerkracht",) if kind is PersonKind.STAFF else (),
        relations=tuple(
            snapshots.relation(
                number,
                full_name(chance),
                chance.choice(tuple(RelationKind)),
                chance.choice(tuple(Custody)),
                chance.choice((None, date(2014, 5, 5))),
                is_pupil=kind is not PersonKind.PUPIL,
            )
            for number in range(chance.randrange(4))
        ),
        history=() if chance.random() < 0.5 else snapshots.person().history,
    )


def _asker(chance: random.Random, display: str, *, with_request: bool) -> Asker:
    kind = chance.randrange(3)
    if not with_request or kind == 0:
        return Asker(display if kind else "", ("Dorpsstraat 1", "1234 AB Ons Dorp"), "self" if kind else "")
    address = () if kind == 1 else ("p/a Huis \u202eten Bosch", "9999 ZZ " + "Verweggistan" * 3)
    return Asker(full_name(chance), address, chance.choice(tuple(RelationKind)).value, chance.choice(tuple(Authority)))


def _request(chance: random.Random):
    plain = snapshots.request()
    row = replace(
        plain.row,
        kind=chance.choice(tuple(RequestKind)),
        requester_name=full_name(chance),
        due_on=chance.choice((plain.row.due_on, date(2026, 3, 1))),
    )
    extended = chance.random() < 0.3
    return replace(
        plain,
        row=row,
        channel=chance.choice(tuple(Channel)),
        authority=chance.choice(tuple(Authority)),
        description=chance.choice(("", *TEXTS)),
        extended_on=date(2026, 3, 20) if extended else None,
        extension_reason=chance.choice(TEXTS) if extended else "",
        identity=plain.identity if chance.random() < 0.8 else None,
    )


def _files(chance: random.Random) -> tuple[DossierAttachment, ...]:
    made = (
        ("foto.jpg", "image/jpeg", snapshots.photo("x", (90, 60))),
        ("foto.jpg", "image/png", snapshots.photo("y", (60, 90), "PNG")),
        ("kapot.png", "image/png", b"\x89PNG\r\n\x1a\n kapot"),
        ("../../etc/pass\u202ewd\x00.txt", "text/plain", "Sanne de Boer was hier, é".encode("cp1252")),
        ("", "geen soort", b""),
    )
    count = chance.choice((0, 0, 1, len(made)))
    return tuple(snapshots.attachment(number, *made[number]) for number in range(count))


def _records(chance: random.Random, files: tuple[DossierAttachment, ...]):
    left = list(files)
    shelves = [facts for facts in snapshots.inventory().categories if facts.compartment.value != "school"]
    shelves += snapshots.inventory().own_variants
    for facts in chance.sample(shelves, chance.randrange(5)):
        for number in range(1, chance.choice((2, 2, 4, 12))):
            yield _record(chance, facts, number, left.pop() if left else None)


def _record(chance: random.Random, facts: Category, number: int, file: DossierAttachment | None) -> StoredRecord:
    values = {
        field.code: _value(chance, field.kind, tuple(code for code, _ in field.choices))
        for field in facts.fields
        if chance.random() < 0.8
    }
    if chance.random() < 0.1:
        values["nieuw_veld"] = "iets van later"
    return snapshots.record(
        facts.code,
        values,
        START + timedelta(hours=7 * number) if chance.random() < 0.8 else None,
        compartment=facts.compartment.value,
        third_parties=("Sanne de Boer",) if chance.random() < 0.3 else (),
        file=file,
        missing=chance.random() < 0.1,
        number=number,
    )


def _value(chance: random.Random, kind: FieldKind, choices: tuple[str, ...]) -> str:
    if choices and chance.random() < 0.9:
        return chance.choice(choices)
    match kind:
        case FieldKind.DATE:
            return chance.choice(("2026-02-28", "gisteren", "0000-00-00"))
        case FieldKind.INSTANT:
            return chance.choice(("2026-02-28T12:00:00Z", "0001-01-01T00:00:00+23:59", "2026-02-28T12:00:00", "?"))
        case FieldKind.NUMBER | FieldKind.AMOUNT:
            return chance.choice(("3", "-0.5", "1234567.891", "NaN", "1e400", "veel"))
        case FieldKind.DURATION_SECONDS | FieldKind.SIZE_BYTES:
            return chance.choice(("0", "61", "3725", "99999999999999", "lang"))
        case FieldKind.YES_NO:
            return chance.choice(("true", "no", "misschien"))
        case _:
            text = chance.choice((*TEXTS, "Rekenen, les 12", full_name(chance)))
            return f"{text} Dat zei Sanne de Boer." if chance.random() < 0.2 else text


def _with_choice(chance: random.Random, snapshot: DossierSnapshot) -> DossierSnapshot:
    kept = tuple(section for section in snapshot.sections if chance.random() < 0.2)
    codes = {section.facts.code for section in kept}
    parts = frozenset(part for part in DossierPart if chance.random() < 0.5)
    left = {section.facts.code: section.facts.label for section in snapshot.sections if section.facts.code not in codes}
    wanted = {record.attachment_id for section in kept for record in section.records}
    return replace(
        snapshot,
        sections=kept,
        parts=parts,
        left_out=tuple(left),
        left_out_labels=tuple(left.values()),
        attachments=tuple(file for file in snapshot.attachments if file.id in wanted),
        event_lines=tuple(lines for lines in snapshot.event_lines if lines.category in codes),
    )
