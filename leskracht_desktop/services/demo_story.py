"""The people of the demonstration school who have a story: what a privacy contact meets sooner or later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Final

from leskracht_desktop.domain.ages import birthday_in
from leskracht_desktop.domain.names import PersonName
from leskracht_desktop.domain.people import Custody, Origin, PersonKind, PersonStatus, RelationKind
from leskracht_desktop.services.demo_people import Place, Population, Row

CAST_SIZE: Final = 41
"""People in the whole story; a smaller demonstration has the scenes that fit."""

GIRL, BOY = "2", "1"


@dataclass(frozen=True, slots=True)
class Story:
    """The ids of the people who ask something, or of whom Leskracht keeps data; 0 for who is not there."""

    noah: int
    noahs_father: int
    noahs_mother: int
    elif_twin: int
    emir_twin: int
    twins_mother: int
    sem: int
    sems_father: int
    sems_mother: int
    shania: int
    shanias_father: int
    sixteen: int
    almost_sixteen_mother: int
    almost_sixteen: int
    teacher: int
    former_teacher: int
    mohammed: int
    mohammeds_father: int
    tess: int
    tess_mother: int
    left_pupil: int
    left_pupils_mother: int


def _name(call: str, prefix: str, surname: str, given: str = "") -> PersonName:
    return PersonName(given or call, call, "", prefix, surname)


def tell(crowd: Population, places: Sequence[Place], most: int = CAST_SIZE) -> Story:
    """Add the people of the story to the first three schools, of whole scenes only, and return who is who.

    A scene that would make more than `most` people of the crowd is left out, and its people have no id (0).
    """
    first, second, special = places[0], places[1], places[2]
    cast = dict.fromkeys((one.name for one in fields(Story)), 0)
    scenes: tuple[tuple[str, Callable[[], tuple[int, ...]]], ...] = (
        ("noah noahs_mother noahs_father", lambda: _parted_parents(crowd, first)),
        ("elif_twin emir_twin twins_mother", lambda: _twins(crowd, first)),
        ("sem sems_mother sems_father", lambda: _no_custody(crowd, first)),
        ("shania shanias_father", lambda: _custody_unknown(crowd, second)),
        ("mohammed mohammeds_father", lambda: _own_script(crowd, first)),
        ("tess tess_mother", lambda: _two_mothers(crowd, second)),
        ("sixteen almost_sixteen almost_sixteen_mother", lambda: _growing_up(crowd, special)),
        ("teacher former_teacher", lambda: _staff(crowd, first, special)),
        ("left_pupil left_pupils_mother", lambda: _left(crowd, second)),
        ("", lambda: _guardian_and_carers(crowd, first, second)),
    )
    for names, scene in scenes:
        before = crowd.sizes()
        found = scene()
        if len(crowd.people) > most:
            crowd.cut_to(before)
        else:
            cast.update(zip(names.split(), found, strict=True))
    return Story(**cast)


def _birth(crowd: Population, child: int) -> date:
    found: date = crowd.people[child - crowd.first_id]["birth_on"]
    return found


def _parents(crowd: Population, children: Sequence[int], mother: int | None, father: int | None) -> None:
    for child in children:
        for adult, kind in ((mother, RelationKind.MOTHER), (father, RelationKind.FATHER)):
            if adult is not None:
                crowd.relate(adult, child, kind, Custody.YES, _birth(crowd, child))


def _parted_parents(crowd: Population, place: Place) -> tuple[int, int, int]:
    """Noah lives with his mother; both parents have custody; the father asks for access on 3 March."""
    home = {"address": "Vlinderpad 14", "postcode": "1234 AB", "city": place.city}
    noah = crowd.pupil(place, _name("Noah", "van den", "Berg", "Noah Johannes"), BOY, home, group=5)
    sister = crowd.pupil(place, _name("Fenna", "van den", "Berg"), GIRL, home, group=3)
    mother = crowd.parent(place, _name("Marieke", "de", "Vries"), GIRL, home)
    father_home = {"address": "Havenkade 3", "postcode": "1234 BC", "city": "Testerveen"}
    father = crowd.parent(place, _name("Jeroen", "van den", "Berg"), BOY, father_home)
    _parents(crowd, (noah, sister), mother, father)
    return noah, mother, father


def _twins(crowd: Population, place: Place) -> tuple[int, int, int]:
    home = crowd.home(place)
    elif_twin = crowd.pupil(place, _name("Elif", "", "Yılmaz"), GIRL, home, group=4)
    birth_on = _birth(crowd, elif_twin)
    emir_twin = crowd.pupil(place, _name("Emir", "", "Yılmaz"), BOY, home, group=4, birth_on=birth_on)
    mother = crowd.parent(place, _name("Özlem", "", "Yılmaz-Çelik"), GIRL, home)
    father = crowd.parent(place, _name("Hüseyin", "", "Yılmaz"), BOY, home)
    _parents(crowd, (elif_twin, emir_twin), mother, father)
    return elif_twin, emir_twin, mother


def _no_custody(crowd: Population, place: Place) -> tuple[int, int, int]:
    """The father is to lose custody: he may not have the dossier, but may be told important things."""
    home = crowd.home(place)
    sem = crowd.pupil(place, _name("Sem", "", "Bakker"), BOY, home, group=6)
    mother = crowd.parent(place, _name("Linda", "", "Smit"), GIRL, home)
    father = crowd.parent(place, _name("Mark", "", "Bakker"), BOY, crowd.home(place))
    _parents(crowd, (sem,), mother, father)
    return sem, mother, father


def _custody_unknown(crowd: Population, place: Place) -> tuple[int, int]:
    home = crowd.home(place)
    shania = crowd.pupil(place, _name("Shania", "", "Pinas"), GIRL, home, group=2)
    mother = crowd.parent(place, _name("Merlien", "", "Landveld"), GIRL, home)
    father = crowd.parent(place, _name("Roy", "", "Pinas"), BOY, crowd.home(place))
    _parents(crowd, (shania,), mother, None)
    crowd.relate(father, shania, RelationKind.FATHER, Custody.UNKNOWN)
    return shania, father


def _own_script(crowd: Population, place: Place) -> tuple[int, int]:
    """Names in their own script: they must survive lists, searching and print."""
    home = crowd.home(place)
    mohammed = crowd.pupil(place, PersonName("محمد", "محمد", "", "", "الأحمد"), BOY, home, group=5)
    father = crowd.parent(place, PersonName("خالد", "خالد", "", "", "الأحمد"), BOY, home)
    selam = crowd.pupil(place, PersonName("ሰላም", "ሰላም", "", "", "ተስፋይ"), GIRL, crowd.home(place), group=3)
    mother = crowd.parent(place, _name("Senait", "", "Tesfay"), GIRL, crowd.home(place))
    haoyu = crowd.pupil(place, PersonName("浩宇", "浩宇", "", "", "陈"), BOY, crowd.home(place), group=7)
    _parents(crowd, (mohammed,), None, father)
    _parents(crowd, (selam,), mother, None)
    crowd.relate(crowd.parent(place, _name("Fang", "", "Chen"), GIRL, crowd.home(place)), haoyu, *_MOTHER)
    return mohammed, father


_MOTHER = (RelationKind.MOTHER, Custody.YES)


def _two_mothers(crowd: Population, place: Place) -> tuple[int, int]:
    home = crowd.home(place)
    tess = crowd.pupil(place, _name("Tess", "de", "Jong"), GIRL, home, group=4)
    mothers = [
        crowd.parent(place, _name(call, prefix, surname), GIRL, home)
        for call, prefix, surname in (("Esther", "de", "Jong"), ("Ilse", "van", "Dijk"))
    ]
    for mother in mothers:
        crowd.relate(mother, tess, RelationKind.MOTHER, Custody.YES, _birth(crowd, tess))
    return tess, mothers[0]


def _growing_up(crowd: Population, place: Place) -> tuple[int, int, int]:
    """One pupil turned 16 twenty days ago and acts for himself; one will in a month; one turns 18."""
    ages = (
        (16, -20, "Yonatan", "", "Haile", BOY),
        (16, 31, "Ilyas", "el", "Amrani", BOY),
        (18, 54, "Zuzanna", "", "Nowak", GIRL),
    )
    pupils = []
    for age, days, call, prefix, surname, gender in ages:
        on = crowd.today + timedelta(days=days)
        birth_on = birthday_in(on.replace(day=min(on.day, 28)), on.year - age)
        home = crowd.home(place)
        pupil = crowd.pupil(place, _name(call, prefix, surname), gender, home, group=4, birth_on=birth_on)
        pupils.append(pupil)
    mothers = [
        crowd.parent(place, _name(call, prefix, surname), GIRL, crowd.home(place))
        for call, prefix, surname in (("Letebrhan", "", "Haile"), ("Naima", "el", "Amrani"), ("Bożena", "", "Nowak"))
    ]
    for mother, pupil in zip(mothers, pupils, strict=True):
        crowd.relate(mother, pupil, RelationKind.MOTHER, Custody.YES, _birth(crowd, pupil))
    return pupils[0], pupils[1], mothers[1]


def _staff(crowd: Population, place: Place, special: Place) -> tuple[int, int]:
    crowd.staff(place, _name("Noor", "", "Verhoeven"), GIRL, "ICT")
    crowd.staff(place, _name("Gerrit", "van der", "Meer"), BOY, "DIR")
    teacher = crowd.staff(place, _name("Sanne", "in 't", "Veld"), GIRL, "LRK")
    crowd.join(teacher, place.groups[5][0], "LRK")
    left_on = crowd.today - timedelta(days=45)
    former = crowd.staff(
        place, _name("Kees", "", "IJzerman"), BOY, "LRK", status=PersonStatus.LEFT.value, left_on=left_on
    )
    crowd.staff(special, _name("Siobhán", "", "O'Brien"), GIRL, "IB")
    return teacher, former


def _left(crowd: Population, place: Place) -> tuple[int, int]:
    values: Row = {"status": PersonStatus.LEFT.value, "left_on": date(crowd.school_year, 7, 31)}
    birth_on = date(crowd.school_year - 12, 4, 12)
    home = crowd.home(place)
    pupil = crowd.pupil(
        place, _name("Anne-Fleur", "'s-", "Gravesande"), GIRL, home, group=7, birth_on=birth_on, **values
    )
    mother = crowd.parent(place, _name("Willemijn", "", "Timmermans"), GIRL, home)
    _parents(crowd, (pupil,), mother, None)
    return pupil, mother


def _guardian_and_carers(crowd: Population, first: Place, second: Place) -> tuple[()]:
    """A guardian; and a foster parent and a grandmother of a boy who is not in the last list any more."""
    sidra = crowd.pupil(first, _name("Sidra", "al", "Khalil"), GIRL, crowd.home(first), group=4)
    guardian = crowd.parent(first, _name("Anneke", "", "Blom"), GIRL, crowd.home(first))
    crowd.relate(guardian, sidra, RelationKind.GUARDIAN, Custody.YES, crowd.today - timedelta(days=400))
    gone: Row = {"status": PersonStatus.MISSING.value, "missing_since": crowd.stored_at}
    jakub = crowd.pupil(second, _name("Jakub", "", "Wójcik"), BOY, crowd.home(second), group=6, **gone)
    foster = crowd.parent(second, _name("Wiebe", "", "Zijlstra"), BOY, crowd.home(second))
    crowd.relate(foster, jakub, RelationKind.FOSTER, Custody.NO, crowd.today - timedelta(days=300))
    grandmother = crowd.add(
        PersonKind.OTHER,
        second,
        _name("Iwona", "", "Wójcik"),
        **crowd.home(second),
        gender=GIRL,
        origin=Origin.MANUAL.value,
    )
    crowd.relate(grandmother, jakub, RelationKind.GRANDPARENT, Custody.NO)
    return ()
