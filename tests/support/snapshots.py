"""Dossier snapshots of made-up people: one lifelike, and as many different ones as a test asks for."""

from __future__ import annotations

import hashlib
import io
import json
import random
import zlib
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from leskracht_desktop.agreements.inventory import load_inventory
from leskracht_desktop.domain.audit import AuditRow
from leskracht_desktop.domain.dossier import (
    Asker,
    Controller,
    DossierAttachment,
    DossierSection,
    DossierSnapshot,
    EventLines,
    PastExport,
    Remedy,
)
from leskracht_desktop.domain.inventory import Inventory
from leskracht_desktop.domain.people import (
    Custody,
    EventSummary,
    Origin,
    PersonDetails,
    PersonId,
    PersonKind,
    PersonStatus,
    Provenance,
    RelationDetails,
    RelationKind,
    SchoolId,
    SchoolRow,
    StoredField,
    StoredRecord,
    ValueChangeRow,
)
from leskracht_desktop.domain.requests import (
    Authority,
    Channel,
    IdentityCheck,
    RequestDetails,
    RequestEventKind,
    RequestEventRow,
    RequestId,
    RequestKind,
    RequestRow,
    RequestStatus,
)
from leskracht_desktop.domain.school_records import school_records

INVENTORY = Path(__file__).parents[2] / "resources" / "inventory" / "leskracht.toml"
START = datetime(2026, 1, 12, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@cache
def inventory() -> Inventory:
    return load_inventory(INVENTORY)


def photo(text: str = "Schoolplein", size: tuple[int, int] = (900, 600), kind: str = "JPEG") -> bytes:
    """A drawing that stands in for a photo: grass, a school, a sun."""
    width, height = size
    image = Image.new("RGB", size, "#bfe3f5")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 2 // 3, width, height), fill="#7fb069")
    draw.rectangle((width // 4, height // 3, width * 3 // 4, height * 3 // 4), fill="#c9562e")
    for column in range(4):
        left = width // 4 + width // 16 + column * width // 9
        draw.rectangle((left, height // 2, left + width // 18, height * 5 // 8), fill="#fff3c4")
    draw.ellipse((width * 4 // 5, height // 10, width * 9 // 10, height // 10 + width // 10), fill="#f6c445")
    draw.text((20, height - 40), text, fill="#1b3a1b")
    target = io.BytesIO()
    image.save(target, kind, quality=85)
    return target.getvalue()


def logo() -> bytes:
    image = Image.new("RGB", (480, 140), "white")
    draw = ImageDraw.Draw(image)
    for ring, colour in enumerate(("#d1495b", "#edae49", "#66a182", "#2e6f95")):
        draw.arc((10 + ring * 14, 10 + ring * 14, 250 - ring * 14, 250 - ring * 14), 180, 360, fill=colour, width=12)
    draw.text((270, 60), "DE REGENBOOG", fill="#23395b", font_size=28)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def attachment(number: int, name: str, media_type: str, data: bytes) -> DossierAttachment:
    return DossierAttachment(number, name, media_type, hashlib.sha256(data).hexdigest(), data)


def record(
    category: str,
    values: dict[str, str],
    at: datetime | None = None,
    *,
    compartment: str = "processor",
    third_parties: tuple[str, ...] = (),
    file: DossierAttachment | None = None,
    missing: bool = False,
    number: int = 1,
) -> StoredRecord:
    return StoredRecord(
        id=number,
        category=category,
        compartment=compartment,
        external_id=f"{category}-{number}",
        occurred_at=at,
        fields=tuple(StoredField(code, value) for code, value in values.items()),
        third_parties=third_parties,
        attachment_id=file.id if file else None,
        attachment_name=file.name if file else "",
        attachment_type=file.media_type if file else "",
        attachment_size=len(file.data) if file else 0,
        missing=missing,
    )


def usage(count: int, seed: int = 7, per_batch: int = 5000) -> tuple[EventSummary, EventLines]:
    """Log events as the program stores them, in compressed batches, with their sums."""
    chance = random.Random(seed)
    actions = ("sign_in", "view", "click", "start", "answer", "finish", "sign_out")
    kinds: Counter[str] = Counter()
    months: Counter[str] = Counter()
    batches: list[bytes] = []
    at = START
    for begin in range(0, count, per_batch):
        lines = []
        for number in range(begin, min(begin + per_batch, count)):
            at = START + timedelta(seconds=97 * number)
            action = actions[chance.randrange(len(actions))]
            kinds[action] += 1
            months[f"{at:%Y-%m}"] += 1
            event = {
                "action": action,
                "at": at.isoformat().replace("+00:00", "Z"),
                "browser": "Firefox 132",
                "device_id": f"chromebook-{number % 3}",
                "duration_seconds": str(chance.randrange(1, 400)),
                "page": f"/rekenen/les-{number % 40}",
            }
            lines.append(json.dumps(event, ensure_ascii=False, separators=(",", ":")))
        batches.append(zlib.compress(("\n".join(lines) + "\n").encode()))
    summary = EventSummary(
        "usage_log",
        "processor",
        count,
        START if count else None,
        at if count else None,
        tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        tuple(sorted(months.items())),
    )
    return summary, EventLines("usage_log", "processor", tuple(batches))


SCHOOL = SchoolRow(SchoolId(1), "Basisschool De Regenboog", "99XX", "private", "Kastanjelaan 12", "3581 AB", "Utrecht")


def controller(remedy: Remedy = Remedy.PRIVATE, logo_data: bytes | None = None) -> Controller:
    return Controller(
        institution="Stichting Scholen aan de Vecht",
        number_kind="authority",
        number="41234",
        school=SCHOOL.name,
        brin=SCHOOL.brin,
        address=SCHOOL.address,
        postcode=SCHOOL.postcode,
        city=SCHOOL.city,
        contact_name="Marloes de Wit",
        contact_email="privacy@deregenboog.example",
        contact_phone="030 123 45 67",
        officer_name="Hendrik Oosterhuis",
        officer_email="fg@scholenaandevecht.example",
        remedy=remedy,
        logo=logo_data,
    )


def person(**changes: object) -> PersonDetails:
    values: dict[str, object] = {
        "id": PersonId(42),
        "key": "P-000042",
        "kind": PersonKind.PUPIL,
        "status": PersonStatus.ACTIVE,
        "school": SCHOOL,
        "site": "Kastanjelaan",
        "display_name": "Deniz Yılmaz",
        "list_name": "Yılmaz, Deniz",
        "given_names": "Deniz Can",
        "call_name": "Deniz",
        "initials": "D.C.",
        "prefix": "",
        "surname": "Yılmaz",
        "birth_on": date(2015, 6, 21),
        "gender": "1",
        "year_group": "7",
        "enrolled_on": date(2019, 8, 26),
        "left_on": None,
        "roles": (),
        "groups": (("7B", ""), ("Plusgroep", "")),
        "local_key": "20150621-7",
        "eck_id": "",
        "username": "deniz.yilmaz",
        "email": "deniz@leerling.deregenboog.example",
        "phone": "",
        "address": "Rozenstraat 8 bis",
        "postcode": "3582 XC",
        "city": "Utrecht",
        "country": "Nederland",
        "note": "Beide ouders krijgen post over school.",
        "provenance": Provenance(Origin.EDEXML, "edexml-regenboog.xml", START),
        "missing_since": None,
        "created_at": START,
        "changed_at": START + 9 * DAY,
        "relations": (
            relation(1, "Murat Yılmaz", RelationKind.FATHER, Custody.YES, date(2015, 6, 21)),
            relation(2, "Annelies van den Broek", RelationKind.MOTHER, Custody.YES, date(2015, 6, 21)),
        ),
        "history": (
            ValueChangeRow("person", "address", "Tulpstraat 3", "Rozenstraat 8 bis", START + 9 * DAY, "Marloes de Wit"),
            ValueChangeRow("person", "year_group", "6", "7", START + 2 * DAY, "Marloes de Wit"),
        ),
    }
    values.update(changes)
    return PersonDetails(**values)  # type: ignore[arg-type]  # a test names the fields it changes


def relation(
    number: int, name: str, kind: RelationKind, custody: Custody, since: date | None = None, *, is_pupil: bool = False
) -> RelationDetails:
    return RelationDetails(
        id=number,
        other_id=PersonId(100 + number),
        other_key=f"P-{100 + number:06d}",
        other_name=name,
        other_is_pupil=is_pupil,
        kind=kind,
        custody=custody,
        custody_since=since,
        origin=Origin.CSV,
        missing=False,
    )


def request(**changes: object) -> RequestDetails:
    row = RequestRow(
        id=RequestId(7),
        number="2026-0007",
        kind=RequestKind.ACCESS,
        status=RequestStatus.IDENTITY_CHECKED,
        person_id=PersonId(42),
        person_key="P-000042",
        person_name="Deniz Yılmaz",
        requester_name="Murat Yılmaz",
        school=SCHOOL.name,
        received_on=date(2026, 3, 3),
        target_on=date(2026, 4, 3),
        due_on=date(2026, 4, 7),
        days_left=19,
        extended=False,
    )
    values: dict[str, object] = {
        "row": row,
        "requester_id": PersonId(101),
        "requester_address": "Meidoornlaan 41\n3551 GH Utrecht",
        "authority": Authority.CUSTODY,
        "channel": Channel.EMAIL,
        "description": "Ik wil graag weten wat Leskracht en de school over Deniz bewaren.",
        "extended_on": None,
        "extension_reason": "",
        "identity": IdentityCheck("paspoort bekeken aan de balie", date(2026, 3, 5), "Marloes de Wit"),
        "registered_at": datetime(2026, 3, 3, 13, 2, tzinfo=UTC),
        "registered_by": "Marloes de Wit",
        "answered_on": None,
        "closed_on": None,
        "events": (
            event(RequestEventKind.REGISTERED, datetime(2026, 3, 3, 13, 2, tzinfo=UTC)),
            event(RequestEventKind.IDENTITY, datetime(2026, 3, 5, 14, 40, tzinfo=UTC), "Bekeken aan de balie."),
            event(RequestEventKind.NOTE, datetime(2026, 3, 6, 9, 15, tzinfo=UTC), "Gegevenspakket gevraagd."),
        ),
    }
    values.update(changes)
    return RequestDetails(**values)  # type: ignore[arg-type]  # a test names the fields it changes


def event(kind: RequestEventKind, at: datetime, text: str = "") -> RequestEventRow:
    return RequestEventRow(at, "Marloes de Wit", kind, text, ())


def log_line(number: int, kind: str, at: datetime) -> AuditRow:
    return AuditRow(number, at, "Marloes de Wit", kind, "person", 42, (), hashlib.sha256(kind.encode()).hexdigest())


def build(
    subject: PersonDetails,
    records: tuple[StoredRecord, ...] = (),
    events: tuple[tuple[EventSummary, EventLines], ...] = (),
    **changes: object,
) -> DossierSnapshot:
    """Put a snapshot together: every category with its records, in the inventory's order."""
    shelves = inventory()
    stored = {**school_records(subject)}
    sections = []
    for facts in (*shelves.categories, *shelves.own_variants):
        mine = tuple(
            one for one in records if one.category == facts.code and one.compartment == facts.compartment.value
        )
        mine = stored.get(facts.code, ()) + mine
        summary = next(
            (
                one
                for one, _ in events
                if (one.category, one.compartment) == (facts.code, facts.compartment.value) and one.count
            ),
            None,
        )
        if facts in shelves.categories or mine or summary:
            sections.append(DossierSection(facts, mine, summary))
    values: dict[str, object] = {
        "number": "2026-0007",
        "prepared_on": date(2026, 3, 19),
        "prepared_by": "Marloes de Wit",
        "controller": controller(),
        "asker": Asker("Murat Yılmaz", ("Meidoornlaan 41", "3551 GH Utrecht"), "father", "custody"),
        "subject": subject,
        "request": request(),
        "sections": tuple(sections),
        "compartments": shelves.compartments,
        "requests": (request(),),
        "event_lines": tuple(lines for _, lines in events),
        "program": "Leskracht Privacybeheer 0.1.0",
        "statement_version": str(shelves.version),
    }
    values.update(changes)
    return DossierSnapshot(**values)  # type: ignore[arg-type]  # a test names the fields it changes


def lifelike(event_count: int = 1200) -> DossierSnapshot:
    """A pupil whose father asked: some of everything, as a real school has it."""
    square = attachment(1, "schoolplein.jpg", "image/jpeg", photo())
    work = attachment(2, "werkstuk vulkanen.pdf", "application/pdf", b"%PDF-1.4\n%made up\n%%EOF\n")
    same = attachment(3, "schoolplein.jpg", "image/png", photo("Kring", (600, 800), "PNG"))
    records = (
        record("identity", {"display_name": "Deniz Y.", "given_names": "Deniz", "surname": "Yılmaz",
                            "school_name": SCHOOL.name, "internal_id": "LK-88213"}),
        record("contact", {"email": "deniz@leerling.deregenboog.example", "city": "Utrecht"}),
        record("account", {"account_id": "acc-88213", "user_name": "deniz.yilmaz", "role": "pupil",
                           "status": "active", "sign_in_method": "via de school", "language": "Nederlands",
                           "created_at": "2023-08-28T07:12:00Z", "last_sign_in_at": "2026-03-02T12:44:10Z"}),
        record("messages", {"sent_at": "2026-01-14T09:12:00Z", "channel": "forum", "direction": "sent",
                            "place": "Rekenen, les 12", "subject": "Hulp bij breuken",
                            "text": "Ik snap niet waarom 1/2 meer is dan 1/3. Sanne de Boer zegt dat het zo hoort.",
                            "visibility": "school"},
               datetime(2026, 1, 14, 9, 12, tzinfo=UTC), third_parties=("Sanne de Boer",), number=1),
        record("messages", {"sent_at": "2026-01-14T10:03:00Z", "channel": "forum", "direction": "received",
                            "sender": "juf Karin", "subject": "Hulp bij breuken",
                            "text": "Goede vraag! Teken maar eens een pizza.\n\nDeel hem eerst in tweeën, en teken "
                                    "er dan een die je in drieën deelt. Welk stuk is groter? Sanne kan je helpen.",
                            "visibility": "school"},
               datetime(2026, 1, 14, 10, 3, tzinfo=UTC), third_parties=("Sanne de Boer",), number=2),
        record("media", {"uploaded_at": "2026-02-04T11:00:00Z", "kind": "photo", "title": "Ons schoolplein",
                         "description": "Foto van het plein voor de les over de buurt.", "visibility": "school",
                         "content_type": "image/jpeg", "size_bytes": str(len(square.data))},
               datetime(2026, 2, 4, 11, tzinfo=UTC), file=square, number=1),
        record("media", {"uploaded_at": "2026-02-05T11:00:00Z", "kind": "document", "title": "Werkstuk vulkanen",
                         "visibility": "private"}, datetime(2026, 2, 5, 11, tzinfo=UTC), file=work, number=2),
        record("media", {"uploaded_at": "2026-02-06T11:00:00Z", "kind": "photo", "title": "De kring"},
               datetime(2026, 2, 6, 11, tzinfo=UTC), file=same, number=3),
        record("device", {"device_id": "chromebook-1", "type": "laptop", "name": "Chromebook 14", "os": "ChromeOS 128",
                          "ip_address": "192.0.2.17", "country": "Nederland",
                          "first_seen_at": "2025-09-01T07:00:00Z", "last_seen_at": "2026-03-02T12:44:10Z"}),
        *(
            record("reviews", {"posted_at": (START + number * DAY).isoformat(), "subject": f"Les {number + 3}",
                               "rating": str(3 + number % 3),
                               "text": ("Leuk!", "Te makkelijk.", "Moeilijk.")[number % 3],
                               "visibility": "school"}, START + number * DAY, number=number + 1)
            for number in range(5)
        ),
        *(
            record("cookies", {"name": name, "kind": kind, "provider": provider,
                               "placed_at": "2025-09-01T07:00:00Z", "consent": consent}, number=number,
                   compartment="own_controller")
            for number, (name, kind, provider, consent) in enumerate(
                (("lk_session", "functional", "Leskracht", "no"), ("_ga", "analytical", "Google", "yes"),
                 ("lk_lang", "functional", "Leskracht", "no")), 1)
        ),
        record("contact", {"email": "m.yilmaz@post.example"}, compartment="own_controller"),
    )  # fmt: skip
    return build(
        person(),
        records,
        (usage(event_count),),
        controller=controller(logo_data=logo()),
        attachments=(square, work, same),
        exports=(PastExport("dossier", datetime(2025, 2, 3, 10, tzinfo=UTC), "Marloes de Wit", 11, "2025-0002"),),
        log=(
            log_line(3, "import.done", START),
            log_line(4, "person.added", START),
            log_line(9, "person.changed", START + 9 * DAY),
            log_line(12, "request.registered", datetime(2026, 3, 3, 13, 2, tzinfo=UTC)),
            log_line(15, "request.identity_checked", datetime(2026, 3, 5, 14, 40, tzinfo=UTC)),
        ),
        log_total=5,
    )
