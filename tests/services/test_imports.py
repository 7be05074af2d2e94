"""School files taken into a real vault: previewed, carried out, repeated, cancelled, and followed by other files."""

from __future__ import annotations

import hashlib
import os
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from leskracht_desktop.domain.audit import AuditFilter, AuditKind
from leskracht_desktop.domain.intake import Change, ImportKind, ImportOptions, ProblemLevel
from leskracht_desktop.domain.people import (
    NewPerson,
    Origin,
    PersonFilter,
    PersonId,
    PersonKind,
    PersonStatus,
    SchoolId,
)
from leskracht_desktop.domain.schools import NewSchool
from leskracht_desktop.errors import Cancelled, FileRefused, NotFound, ReadOnlyVault
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.vault import Vault
from tests.support.edexml import base_group, document, element, mixed_group, pupil, site, staff, write_school
from tests.support.fingerprint import contents
from tests.support.vaults import ACTOR, MovableClock, Template

GROUPS = (base_group("g4", "4a", "4"), base_group("g5", "5a", "5"), mixed_group("plus", "Plusklas"))


class Importer:
    """Writes a school file and takes it in."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services = services
        self.path = folder / "klassenlijst.xml"

    def write(self, *pupils: str, people: tuple[str, ...] = (), **school) -> Path:
        settings = {"brin": "99XX", "groups": GROUPS} | school
        self.path.write_text(document(pupils, people, **settings), encoding="utf-8")
        return self.path

    def preview(self, **options):
        return self.services.imports.preview(self.path, ImportOptions(**options))

    def take_in(self, *pupils: str, people: tuple[str, ...] = (), options: ImportOptions | None = None, **school):
        path = self.write(*pupils, people=people, **school)
        preview = self.services.imports.preview(path, options)
        result = self.services.imports.carry_out(path, options, preview.sha256)
        assert result.counts == preview.counts
        assert result.dropped == preview.dropped
        return preview


@pytest.fixture
def importer(services: Services, tmp_path: Path) -> Importer:
    return Importer(services, tmp_path)


def in_group(key: str, **texts: str) -> str:
    return element("groep", key=key) + "".join(element(name, value) for name, value in texts.items())


def details(services: Services, local_key: str):
    return services.people.details(services.people.find(local_key))


def names(services: Services, **chosen):
    found = services.people.ids(PersonFilter(**chosen))
    return [row.name for row in services.people.rows(found)]


def test_a_first_import(importer, services):
    preview = importer.take_in(
        pupil(
            "1",
            achternaam="Berg",
            voorvoegsel="van den",
            roepnaam="Noah",
            geboortedatum="2016-05-03",
            inner=in_group("g4"),
        ),
        pupil("2", achternaam="Vos", roepnaam="Mila", uitstroomdatum="2026-01-15", bsn="111222333"),
        people=(
            staff(
                "L1",
                achternaam="Haan",
                roepnaam="Lia",
                inner=element("rol", "LRK") + element("groepen", inner=element("groep", key="g4")),
            ),
        ),
        sites=(site("v", "Hoofdgebouw"),),
        reference_on="2026-02-01",
    )
    assert preview.counts == {"group.new": 3, "site.new": 1, "pupil.new": 2, "staff.new": 1}
    assert preview.dropped == {"national_number": 1}
    assert (preview.kind, preview.school, preview.school_year) == (ImportKind.EDEXML, "De Regenboog", "2026-2027")
    assert [(line.change, line.noun, line.name, line.where) for line in preview.lines if line.noun == "pupil"] == [
        (Change.NEW, "pupil", "van den Berg, Noah", "13"),
        (Change.NEW, "pupil", "Vos, Mila", "14"),
    ]
    assert not preview.changes_nothing
    assert not preview.already_imported
    noah = details(services, "1")
    assert (noah.display_name, noah.status, noah.groups) == ("Noah van den Berg", PersonStatus.ACTIVE, (("4a", ""),))
    assert noah.provenance.origin is Origin.EDEXML
    assert noah.provenance.file_name == "klassenlijst.xml"
    assert details(services, "2").status is PersonStatus.LEFT
    assert details(services, "L1").roles == ("LRK",)
    assert services.people.count(PersonFilter(text="noah")) == 1
    assert services.people.count(PersonFilter(kinds=frozenset({PersonKind.STAFF}))) == 1


def test_one_event_with_counts_and_nothing_personal(importer, services):
    before = services.audit.count()
    importer.take_in(pupil("geheim1", achternaam="Zonderling"), people=(staff("L1"),))
    events = services.audit.list(10)
    assert services.audit.count() == before + 1
    assert events[0].kind == AuditKind.IMPORT_DONE
    assert dict(events[0].details)["pupil_new"] == 1
    assert "Zonderling" not in repr(events)
    assert "geheim1" not in repr(events)
    assert services.audit.verify().ok


def test_the_log_of_a_person_tells_the_imports_that_made_or_changed_her(importer, services):
    importer.take_in(pupil("1", achternaam="Berg"), pupil("2", achternaam="Vos"))
    importer.take_in(pupil("1", achternaam="Berg"), pupil("2", achternaam="Vos-Smit"))
    importer.take_in(pupil("1", achternaam="Berg"))
    importer.take_in(pupil("1", achternaam="Berg"))

    def imports_of(key: str) -> list[int | None]:
        person_id = services.people.find(key)
        rows = services.audit.about(person_id)
        wanted = AuditFilter(person_id=person_id)
        assert services.audit.count(wanted) == len(rows)
        assert [row.sequence for row in reversed(services.audit.list(100, wanted))] == [row.sequence for row in rows]
        return [row.entity_id for row in rows if row.kind == AuditKind.IMPORT_DONE]

    assert imports_of("1") == [1]
    assert imports_of("2") == [1, 2, 3]


def test_the_same_file_twice_changes_nothing(importer, services, vault, clock):
    first = importer.take_in(
        pupil("1", inner=in_group("g4")), pupil("#x", geboortedatum="2016-01-01", achternaam="Vos")
    )
    assert first.counts["pupil.new"] == 2
    before = {row: details(services, row) for row in ("1", "P-000002")}
    clock.move(days=1)
    again = importer.take_in(
        pupil("1", inner=in_group("g4")), pupil("#y", geboortedatum="2016-01-01", achternaam="Vos")
    )
    assert again.counts == {"group.unchanged": 3, "pupil.unchanged": 2}
    assert again.changes_nothing
    assert {row: details(services, row) for row in before} == before
    with vault.read() as session:
        assert session.scalar(text("SELECT count(*) FROM value_changes")) == 0
    assert [row.counts for row in services.imports.history()] == [first.counts]
    assert [event.kind for event in services.audit.list(10)].count(AuditKind.IMPORT_DONE) == 1
    importer.write(pupil("1", inner=in_group("g4")), pupil("#x", geboortedatum="2016-01-01", achternaam="Vos"))
    assert importer.preview().already_imported


def test_a_newer_file_that_changes_nothing_is_recorded_for_its_date(importer, services):
    importer.take_in(pupil("1"), reference_on="2026-09-01")
    assert importer.take_in(pupil("1"), reference_on="2026-10-01").changes_nothing
    assert [row.reference_on for row in services.imports.history()] == ["2026-10-01", "2026-09-01"]
    late = importer.take_in(pupil("1"), reference_on="2026-09-15")
    assert [problem.code for problem in late.problems] == ["older_file"]
    assert len(services.imports.history()) == 2


def test_changes_field_by_field_with_the_old_values_kept(importer, services, clock):
    importer.take_in(
        pupil("1", achternaam="Berg", roepnaam="Noah", jaargroep="4", inner=in_group("g4", gebruikersnaam="noah4")),
        people=(
            staff(
                "L1",
                achternaam="Haan",
                inner=element("groepen", inner=element("groep", key="g4", inner=element("rol", "STA"))),
            ),
        ),
    )
    clock.move(days=30)
    preview = importer.take_in(
        pupil("1", achternaam="Berg", voorvoegsel="van den", roepnaam="Noah", jaargroep="5", inner=in_group("g5")),
        people=(
            staff(
                "L1",
                achternaam="Haan",
                inner=element("groepen", inner=element("groep", key="g4", inner=element("rol", "OWA"))),
            ),
        ),
    )
    assert preview.counts == {"group.unchanged": 3, "pupil.changed": 1, "staff.changed": 1}
    change, teacher = preview.lines
    assert [(one.field, one.old, one.new) for one in change.fields] == [
        ("prefix", "", "van den"),
        ("year_group", "4", "5"),
        ("groups", "4a", "5a"),
    ]
    assert [(one.field, one.old, one.new) for one in teacher.fields] == [("groups", "4a (STA)", "4a (OWA)")]
    noah = details(services, "1")
    assert noah.username == "noah4"  # the second file does not say, which takes nothing away
    assert noah.list_name == "van den Berg, Noah"
    assert [(one.entity, one.field, one.old, one.new) for one in noah.history] == [
        ("membership", "group", "", "5a"),
        ("membership", "group", "4a", ""),
        ("person", "year_group", "4", "5"),
        ("person", "prefix", "", "van den"),
    ]
    assert all(one.actor == ACTOR and one.changed_at == clock.now for one in noah.history)
    assert [(one.field, one.old, one.new) for one in details(services, "L1").history] == [("role", "STA", "OWA")]
    assert names(services, text="van den berg") == ["van den Berg, Noah"]


def test_who_is_gone_is_marked_and_who_returns_is_unmarked(importer, services, clock):
    importer.take_in(pupil("1", achternaam="Berg"), pupil("2", achternaam="Vos"), people=(staff("L1"), staff("L2")))
    clock.move(days=1)
    preview = importer.take_in(pupil("1", achternaam="Berg"), people=(staff("L1"),))
    assert preview.counts == {
        "group.unchanged": 3,
        "pupil.unchanged": 1,
        "staff.unchanged": 1,
        "pupil.gone": 1,
        "staff.gone": 1,
    }
    gone = details(services, "2")
    assert (gone.status, gone.missing_since) == (PersonStatus.MISSING, clock.now)
    assert [(one.field, one.old, one.new) for one in gone.history] == [("status", "active", "missing")]
    again = importer.take_in(pupil("1", achternaam="Berg"), people=(staff("L1"),))
    assert again.changes_nothing
    back = importer.take_in(pupil("1", achternaam="Berg"), pupil("2", achternaam="Vos"), people=(staff("L1"),))
    assert back.counts["pupil.returned"] == 1
    returned = details(services, "2")
    assert (returned.status, returned.missing_since) == (PersonStatus.ACTIVE, None)
    assert services.people.count(PersonFilter()) == 4


def test_who_left_is_not_gone_and_may_come_back(importer, services):
    importer.take_in(pupil("1"), pupil("2", achternaam="Vos", uitstroomdatum="2026-02-01"))
    preview = importer.take_in(pupil("1"))
    assert preview.changes_nothing
    assert details(services, "2").status is PersonStatus.LEFT
    back = importer.take_in(pupil("1"), pupil("2", achternaam="Vos"))
    assert [(one.field, one.old, one.new) for one in back.lines[0].fields] == [
        ("left_on", "2026-02-01", ""),
        ("status", "left", "active"),
    ]
    assert details(services, "2").left_on is None


def test_a_day_of_leaving_that_is_still_to_come(importer, services):
    importer.take_in(pupil("1", achternaam="Berg", uitstroomdatum="2026-07-31"))
    noah = details(services, "1")
    assert (noah.status, noah.left_on.isoformat()) == (PersonStatus.ACTIVE, "2026-07-31")


def test_a_file_without_staff_says_nothing_about_staff(importer, services):
    importer.take_in(pupil("1"), people=(staff("L1"),))
    assert importer.take_in(pupil("1")).changes_nothing
    assert details(services, "L1").status is PersonStatus.ACTIVE


def test_people_entered_by_hand_are_recognised_and_never_gone(importer, services, add):
    noah = add("Noah", "van den", "Berg", birth_on=date(2016, 5, 3), email="oud@thuis.example")
    other = add("Sem", "", "Bos")
    preview = importer.take_in(
        pupil(
            "7",
            achternaam="Berg",
            voorvoegsel="van den",
            roepnaam="Noah",
            geboortedatum="2016-05-03",
            emailadres="noah@school.example",
        )
    )
    assert preview.counts == {"group.new": 3, "pupil.changed": 1}
    assert [(one.field, one.by_hand) for one in preview.lines[0].fields if one.field == "email"] == []
    fields = {one.field: one for line in preview.lines for one in line.fields}
    assert (fields["email"].old, fields["email"].new, fields["email"].by_hand) == (
        "oud@thuis.example",
        "noah@school.example",
        True,
    )
    assert fields["local_key"].new == "7"
    assert [problem.code for problem in preview.problems] == ["weak_match"]
    assert services.people.find("7") == noah
    assert details(services, "7").provenance.origin is Origin.EDEXML
    assert services.people.details(other).status is PersonStatus.ACTIVE


def test_a_value_edited_by_hand_is_told_and_kept_in_the_history(importer, services, clock):
    importer.take_in(pupil("1", achternaam="Berg", roepnaam="Noah"))
    noah = details(services, "1")
    services.people.edit(noah.id, NewPerson(PersonKind.PUPIL, SchoolId(1), call_name="Noach", surname="Berg"))
    clock.move(days=1)
    preview = importer.take_in(pupil("1", achternaam="Berg", roepnaam="Noah"))
    assert [(one.field, one.old, one.new, one.by_hand) for one in preview.lines[0].fields] == [
        ("call_name", "Noach", "Noah", True)
    ]
    assert [(one.old, one.new) for one in details(services, "1").history] == [("Noach", "Noah"), ("Noah", "Noach")]
    later = importer.take_in(pupil("1", achternaam="Berg", roepnaam="Noa"))
    assert [one.by_hand for one in later.lines[0].fields] == [False]


def test_twins_and_stand_ins(importer, services):
    twins = [
        pupil("#1", achternaam="Jansen", voorletters_1="J", roepnaam="Joris", geboortedatum="2016-05-03"),
        pupil("#2", achternaam="Jansen", voorletters_1="J", roepnaam="Jesse", geboortedatum="2016-05-03"),
    ]
    first = importer.take_in(*twins)
    assert first.counts["pupil.new"] == 2
    assert [problem.code for problem in first.problems] == ["dummy_key", "dummy_key"]
    assert importer.take_in(*reversed(twins)).changes_nothing
    vague = importer.take_in(pupil("#9", achternaam="Jansen", voorletters_1="J", geboortedatum="2016-05-03"))
    assert [problem.code for problem in vague.problems] == ["dummy_key", "ambiguous_match", "gone_not_marked"]
    assert services.people.count(PersonFilter(statuses=frozenset({PersonStatus.ACTIVE}))) == 2


def test_two_rows_for_one_person_are_told(importer):
    importer.take_in(pupil("1", achternaam="Berg", roepnaam="Noah", geboortedatum="2016-05-03"))
    preview = importer.take_in(
        pupil("1", achternaam="Berg", roepnaam="Noah", geboortedatum="2016-05-03"),
        pupil("#1", achternaam="Berg", roepnaam="Noah", geboortedatum="2016-05-03"),
    )
    assert [problem.code for problem in preview.problems] == ["dummy_key", "ambiguous_match", "gone_not_marked"]


def test_a_refused_row_does_not_make_somebody_gone(importer, services):
    importer.take_in(pupil("1", achternaam="Berg"), pupil("2", achternaam="Vos"), pupil("3", achternaam="Das"))
    preview = importer.take_in(pupil("1", achternaam="Berg"), pupil("2", achternaam="x" * 300))
    assert preview.counts == {"group.unchanged": 3, "pupil.unchanged": 1, "pupil.gone": 1}
    assert details(services, "2").status is PersonStatus.ACTIVE
    assert details(services, "3").status is PersonStatus.MISSING


def test_a_group_that_is_refused_keeps_its_pupils_and_is_not_gone(importer, vault):
    importer.take_in(pupil("1", achternaam="Berg", inner=in_group("g4")))
    groups = tuple(part.replace("4a", "=4a") for part in GROUPS)
    preview = importer.take_in(pupil("1", achternaam="Berg", inner=in_group("g4")), groups=groups)
    assert [(problem.code, problem.field) for problem in preview.problems] == [("formula", "group")]
    assert preview.counts == {"group.unchanged": 2, "pupil.unchanged": 1}
    with vault.read() as session:
        assert not session.scalars(text("SELECT name FROM groups WHERE missing_since IS NOT NULL")).all()


def test_a_row_with_a_formula_is_refused_and_the_others_are_taken_in(importer, services):
    importer.take_in(pupil("1", achternaam="Berg"), pupil("2", achternaam="Vos"))
    preview = importer.take_in(
        pupil("1", achternaam="@SUM(1)"), pupil("2", achternaam="Vos"), pupil("3", achternaam="Das")
    )
    assert [(problem.code, problem.level, problem.where) for problem in preview.problems] == [
        ("formula", ProblemLevel.REFUSED, "10")
    ]
    assert preview.counts == {"group.unchanged": 3, "pupil.unchanged": 1, "pupil.new": 1}
    assert details(services, "1").status is PersonStatus.ACTIVE


def test_a_number_that_may_be_a_bsn_is_not_kept_and_the_same_file_changes_nothing_again(importer, services, vault):
    bsn = "111222333"  # passes the elfproef
    people = (
        pupil("1", achternaam="Berg"),
        pupil(bsn, achternaam="Vos", geboortedatum="2016-05-03"),
        pupil("123456782", achternaam="Das"),
    )
    teacher = staff(bsn, achternaam="Haan")
    first = importer.take_in(*people, people=(teacher,))
    assert first.dropped == {"national_number": 3}
    assert {problem.code for problem in first.problems} == {"key_like_national_number"}
    with vault.read() as session:
        assert session.scalars(text("SELECT local_key FROM people ORDER BY id")).all() == ["1", None, None, None]
    assert importer.take_in(*people, people=(teacher,)).changes_nothing


def test_a_birth_date_to_come_is_doubted_with_the_name_and_left_out(importer, services, clock):
    tomorrow = (clock().date() + timedelta(days=1)).isoformat()
    preview = importer.take_in(
        pupil("1", achternaam="Berg", roepnaam="Noah", geboortedatum=tomorrow),
        pupil("2", achternaam="Vos", roepnaam="Mila", geboortedatum="2015-02-30"),
        pupil("3", achternaam="Das", geboortedatum="1800-01-01"),
    )
    assert sorted((one.code, one.field, one.about) for one in preview.problems) == [
        ("bad_date", "birth_on", "Das"),
        ("bad_date", "birth_on", "Vos, Mila"),
        ("future_date", "birth_on", "Berg, Noah"),
    ]
    assert {details(services, key).birth_on for key in "123"} == {None}


def test_groups_come_change_go_and_return(importer, vault):
    importer.take_in(pupil("1", inner=in_group("g4")))
    preview = importer.take_in(
        pupil("1", inner=in_group("g4")), groups=(base_group("g4", "4 rood", "4"), base_group("g6", "6a", "6"))
    )
    assert preview.counts == {
        "group.changed": 1,
        "group.new": 1,
        "group.gone": 2,
        "pupil.unchanged": 1,
    }
    changed = next(line for line in preview.lines if line.change is Change.CHANGED)
    assert [(one.field, one.old, one.new) for one in changed.fields] == [("name", "4a", "4 rood")]
    assert importer.take_in(pupil("1", inner=in_group("g4"))).counts["group.returned"] == 2
    with vault.read() as session:
        missing = session.scalars(text("SELECT name FROM groups WHERE missing_since IS NOT NULL")).all()
    assert missing == ["6a"]


def test_each_site_has_its_own_file(importer, services):
    sites = {"sites": (site("v", "Noord"),)}
    importer.take_in(pupil("1", inner=in_group("g4")), people=(staff("L1"),))
    preview = importer.take_in(
        pupil("2", achternaam="Vos", inner=in_group("n4") + element("vestiging", key="v")),
        pupil("3", achternaam="Das", inner=in_group("n4")),
        people=(staff("N1"),),
        dependance="01",
        groups=(base_group("n4", "Noord 4"),),
        **sites,
    )
    assert preview.counts == {"site.new": 2, "group.new": 1, "pupil.new": 2, "staff.new": 1}
    assert importer.take_in(pupil("1", inner=in_group("g4")), people=(staff("L1"),)).changes_nothing
    north = importer.take_in(
        pupil("3", achternaam="Das", inner=in_group("n4")),
        people=(staff("N1"),),
        dependance="01",
        groups=(base_group("n4", "Noord 4"),),
        **sites,
    )
    assert {key: n for key, n in north.counts.items() if not key.endswith("unchanged")} == {"pupil.gone": 1}
    assert details(services, "1").status is PersonStatus.ACTIVE
    assert details(services, "3").site == "99XX01"


def test_a_pupil_who_changes_site(importer, services):
    both = (site("n", "Noord"), site("z", "Zuid"))
    importer.take_in(pupil("1", inner=element("vestiging", key="n")), sites=both)
    preview = importer.take_in(pupil("1", inner=element("vestiging", key="z")), sites=both)
    assert [(one.field, one.old, one.new) for one in preview.lines[0].fields] == [("site", "Noord", "Zuid")]
    assert details(services, "1").site == "Zuid"


def test_two_keys_for_one_site(importer, services):
    both = (site("01", "Noord"), site("99XX01", "Noord 1"))
    importer.take_in(pupil("1", inner=element("vestiging", key="01")), sites=both)
    assert importer.take_in(pupil("1", inner=element("vestiging", key="99XX01")), sites=both).changes_nothing
    assert details(services, "1").site == "Noord"


def test_schools_are_kept_apart(importer, services):
    services.schools.add_school(NewSchool("De Klaproos", "99ZZ"))
    importer.take_in(pupil("1", achternaam="Berg"))
    importer.take_in(pupil("1", achternaam="Vos"), brin="99ZZ")
    assert names(services, school_id=SchoolId(1)) == ["Berg"]
    assert names(services, school_id=SchoolId(2)) == ["Vos"]
    assert importer.take_in(pupil("1", achternaam="Berg")).changes_nothing


def test_the_school_of_a_file_is_never_guessed(importer, services, vault):
    path = importer.write(pupil("1"), brin="99ZZ")
    for step in (
        lambda: services.imports.preview(path),
        lambda: services.imports.carry_out(path, None, hashlib.sha256(path.read_bytes()).hexdigest()),
    ):
        with pytest.raises(FileRefused) as caught:
            step()
        assert (caught.value.reason, caught.value.detail) == ("school_unknown", "99ZZ")
    chosen = services.imports.preview(path, ImportOptions(school_id=SchoolId(1)))
    assert [(problem.code, problem.value) for problem in chosen.problems] == [("school_differs", "99ZZ")]
    services.schools.add_school(NewSchool("De Klaproos", "99ZZ"))
    with pytest.raises(FileRefused) as caught:
        services.imports.preview(path, ImportOptions(school_id=SchoolId(1)))
    assert caught.value.reason == "other_school"
    importer.write(pupil("1"), brin="")
    with pytest.raises(FileRefused) as caught:
        services.imports.preview(path)
    assert caught.value.reason == "school_needed"
    with pytest.raises(NotFound):
        services.imports.preview(path, ImportOptions(school_id=SchoolId(9)))
    assert services.imports.preview(path, ImportOptions(school_id=SchoolId(2))).school == "De Klaproos"


def test_the_only_school_is_taken_but_told(importer):
    importer.write(pupil("1"), brin="")
    assert [problem.code for problem in importer.preview().problems] == ["school_assumed"]


def test_an_older_file_is_told(importer):
    importer.take_in(pupil("1"), reference_on="2026-03-01")
    assert [problem.code for problem in importer.take_in(pupil("1"), reference_on="2026-02-01").problems] == [
        "older_file"
    ]


def test_a_file_is_recognised_before_anything_else(importer, services):
    importer.write(pupil("1"), dependance="02", reference_on="2026-02-01")
    found = services.imports.recognise(importer.path)
    assert (found.kind, found.school.brin, found.school.site_code) == (ImportKind.EDEXML, "99XX", "99XX02")
    with pytest.raises(FileRefused) as caught:
        importer.preview(kind=ImportKind.CSV)
    assert caught.value.reason == "unknown_kind"


def test_a_file_that_changed_after_the_preview_is_refused(importer, services, vault):
    importer.write(pupil("1"))
    preview = importer.preview()
    importer.write(pupil("2"))
    before = contents(vault)
    with pytest.raises(FileRefused) as caught:
        services.imports.carry_out(importer.path, None, preview.sha256)
    assert caught.value.reason == "changed_since_preview"
    assert contents(vault) == before


def test_cancelling_changes_nothing(services, vault, tmp_path):
    path = tmp_path / "school.xml"
    write_school(path, 3000, brin="99XX")
    preview = services.imports.preview(path)
    before = contents(vault)
    seen: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        seen.append((done, total))
        if done > total * 0.9:
            raise Cancelled

    with pytest.raises(Cancelled):
        services.imports.carry_out(path, None, preview.sha256, report)
    with pytest.raises(Cancelled):
        services.imports.preview(path, None, report)
    assert contents(vault) == before
    assert services.people.count(PersonFilter(text="noah")) == 0
    assert [done for done, _ in seen[:3]] == sorted(done for done, _ in seen[:3])
    assert {total for _, total in seen} == {path.stat().st_size}
    services.imports.carry_out(path, None, preview.sha256)
    assert services.people.count(PersonFilter()) == 3000 + 180


def test_a_preview_changes_nothing_and_needs_no_writing(services, vault, template: Template, tmp_path, clock):
    path = tmp_path / "school.xml"
    write_school(path, 200, brin="99XX")
    before = contents(vault)
    services.imports.preview(path)
    assert contents(vault) == before
    reading = Vault.open(vault.folder, DatabaseKey(template.key), read_only=True, clock=clock)
    try:
        reader = build_services(clock, ACTOR, VaultHolder(reading))
        preview = reader.imports.preview(path)
        with pytest.raises(ReadOnlyVault):
            reader.imports.carry_out(path, None, preview.sha256)
    finally:
        reading.close()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no file names that are not text")
def test_a_file_name_that_is_not_text(importer, services):
    odd = importer.path.with_name(os.fsdecode(b"lijst\xff\xe2\x80\xae.xml"))
    importer.write(pupil("1")).rename(odd)
    preview = services.imports.preview(odd)
    services.imports.carry_out(odd, None, preview.sha256)
    assert services.imports.history()[0].file_name == preview.file_name == "lijst⟨U+DCFF⟩⟨U+202E⟩.xml"


def test_a_large_preview_is_bounded(services, tmp_path):
    path = tmp_path / "school.xml"
    made = write_school(path, 2500, brin="99XX")
    preview = services.imports.preview(path)
    assert preview.counts["pupil.new"] == 2500
    assert preview.lines_total == made.pupils + made.staff + made.groups + 1
    assert len([line for line in preview.lines if line.noun == "pupil"]) == 200
    odd = tmp_path / "odd.xml"
    odd.write_text(document([pupil(str(n), achternaam="x", geslacht="7") for n in range(1000)], brin="99XX"))
    doubted = services.imports.preview(odd)
    assert (len(doubted.problems), doubted.problems_total) == (100, 1000)


def test_a_year_later(services, tmp_path, clock: MovableClock, vault):
    first, second = tmp_path / "a.xml", tmp_path / "b.xml"
    write_school(first, 600, brin="99XX", year="2025-2026")
    write_school(second, 590, brin="99XX", year="2026-2027", first_key=10_011)
    for path in (first, second):
        preview = services.imports.preview(path)
        assert services.imports.carry_out(path, None, preview.sha256).counts == preview.counts
        clock.move(days=365)
        assert services.imports.preview(path).changes_nothing
    assert services.people.count(PersonFilter(kinds=frozenset({PersonKind.PUPIL}))) == 600
    with vault.read() as session:
        assert (
            session.scalar(
                text("SELECT count(*) FROM people WHERE local_key IN ('10001', '10010') AND status = 'active'")
            )
            == 0
        )
        known = session.scalars(text("SELECT id FROM people")).all()
        indexed = session.scalars(text("SELECT person_id FROM search_places")).all()
    assert sorted(known) == sorted(indexed)
    assert services.audit.verify().ok
    assert PersonId(1) in services.people.ids(PersonFilter())
