"""The institution, its schools and sites in a real vault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leskracht_desktop.domain.people import GroupRow, PersonKind, SchoolId
from leskracht_desktop.domain.schools import Denomination, NewSchool, NewSite, NumberKind
from leskracht_desktop.errors import InvalidInput, NationalNumberFound, NotFound

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def test_the_institution_is_changed_and_the_log_tells_which_fields(services):
    details = services.schools.institution()
    assert (details.name, details.contact_name) == ("De Regenboog", "Noor Testers")
    changed = replace(
        details, name="Stichting De Vlinderboom", number_kind=NumberKind.KVK, number="1234567", officer_name="Jo Post"
    )
    services.schools.save_institution(changed)
    assert services.schools.institution() == replace(changed, number="01234567")
    last = services.audit.list(1)[0]
    assert last.kind == "institution.changed"
    assert dict(last.details) == {"fields": ("name", "number_kind", "number", "officer_name")}
    services.schools.save_institution(changed)
    assert services.audit.list(1)[0] == last  # nothing changed, nothing logged


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"contact_email": "x"}, InvalidInput), ({"address": "BSN 111222333"}, NationalNumberFound)],
)
def test_a_wrong_institution_is_refused(services, changes, error):
    before = services.schools.institution()
    with pytest.raises(error):
        services.schools.save_institution(replace(before, **changes))
    assert services.schools.institution() == before


def test_a_logo_is_an_image_of_modest_size(services):
    services.schools.set_logo(PNG)
    services.schools.save_institution(replace(services.schools.institution(), name="Anders", logo=None))
    assert services.schools.institution().logo == PNG  # the form does not touch it
    for wrong, code in ((b"GIF89a", "not_an_image"), (PNG + bytes(3_000_000), "too_large")):
        with pytest.raises(InvalidInput) as refused:
            services.schools.set_logo(wrong)
        assert refused.value.problems == (("logo", code),)
    services.schools.set_logo(None)
    assert services.schools.institution().logo is None


def test_schools_are_added_and_changed_with_their_sites(services):
    draft = NewSchool("De Klimtoren", "99yy", Denomination.PRIVATE, "Laan 1", "1234ab", "Oefendam")
    school_id = services.schools.add_school(draft)
    services.schools.add_site(NewSite(school_id, "99YY01", "Aan het park"))
    klimtoren, regenboog = services.schools.schools()
    assert (klimtoren.name, klimtoren.brin, klimtoren.postcode) == ("De Klimtoren", "99YY", "1234 AB")
    assert regenboog.brin == "99XX"
    services.schools.save_school(school_id, replace(draft, brin="99ZZ"))
    assert [site.code for site in services.schools.sites(school_id)] == ["99ZZ01"]
    assert services.schools.sites(SchoolId(1)) == ()
    assert [line.kind for line in services.audit.list(3)] == ["school.changed", "site.added", "school.added"]


def test_a_brin_and_a_site_code_are_used_once(services):
    with pytest.raises(InvalidInput) as refused:
        services.schools.add_school(NewSchool("Nog een", "99XX"))
    assert refused.value.problems == (("brin", "duplicate"),)
    services.schools.add_site(NewSite(SchoolId(1), "99XX00"))
    for code, expected in (("99XX00", "duplicate"), ("99YY00", "other_brin")):
        with pytest.raises(InvalidInput) as refused:
            services.schools.add_site(NewSite(SchoolId(1), code))
        assert refused.value.problems == (("code", expected),)


def test_a_school_that_is_not_there(services):
    with pytest.raises(NotFound):
        services.schools.save_school(SchoolId(9), NewSchool("X", "99ZZ"))
    with pytest.raises(NotFound):
        services.schools.add_site(NewSite(SchoolId(9), "99XX01"))


def test_groups_count_their_pupils_in_one_query(services, add, groups, queries):
    add("Noah", "", "Berg", group_ids=groups)
    add("Tess", "", "Jong", group_ids=(groups[1],))
    add("Sanne", "", "Veld", kind=PersonKind.STAFF, group_ids=groups)
    with queries() as seen:
        found = services.schools.groups()
    assert found == (
        GroupRow(groups[0], SchoolId(1), "5", "5", "base", 1),
        GroupRow(groups[1], SchoolId(1), "6", "6", "base", 2),
    )
    assert len(seen) == 1
    assert services.schools.groups(SchoolId(2)) == ()


def test_a_site_is_renamed_and_stays_at_its_school(services):
    first = services.schools.add_site(NewSite(SchoolId(1), "99XX00", "Hoofdgebouw"))
    services.schools.add_site(NewSite(SchoolId(1), "99XX01"))
    services.schools.save_site(first, NewSite(SchoolId(1), "99XX02", "Aan de vaart"))
    assert [(site.code, site.name) for site in services.schools.sites()] == [("99XX01", ""), ("99XX02", "Aan de vaart")]
    assert services.audit.list(1)[0].details == (("fields", ("code", "name")),)
    for draft, error in (
        (NewSite(SchoolId(1), "99XX01"), InvalidInput),
        (NewSite(SchoolId(1), "99YY01"), InvalidInput),
        (NewSite(SchoolId(2), "99XX03"), NotFound),
    ):
        with pytest.raises(error):
            services.schools.save_site(first, draft)
