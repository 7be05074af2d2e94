"""The invented people of the demonstration school, as rows ready to be stored: families, staff, others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.names import PersonName, sort_key
from leskracht_desktop.domain.people import Custody, Origin, PersonKind, PersonStatus, RelationKind
from leskracht_desktop.services.demo_data import Background, backgrounds

Row = dict[str, Any]

_NOBODY: Final[Mapping[str, Any]] = {
    "status": PersonStatus.ACTIVE.value,
    "site_id": None,
    "local_key": None,
    "eck_id": None,
    "given_names": "",
    "call_name": "",
    "initials": "",
    "prefix": "",
    "surname": "",
    "birth_on": None,
    "gender": "",
    "year_group": "",
    "enrolled_on": None,
    "left_on": None,
    "start_year_3": "",
    "roles": "",
    "username": "",
    "email": "",
    "phone": "",
    "address": "",
    "postcode": "",
    "city": "",
    "country": "",
    "note": "",
    "origin": Origin.EDEXML.value,
    "import_id": None,
    "missing_since": None,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A school with what people there need: sites, groups as (id, name, year group), and its place on the map."""

    school_id: int
    special: bool
    site_ids: tuple[int, ...]
    groups: tuple[tuple[int, str, str], ...]
    mixed_group_id: int
    city: str
    streets: tuple[str, ...]
    list_import_id: int
    contacts_import_id: int


@dataclass(slots=True)
class Population:
    """Collects people, memberships and relations; ids follow each other from `first_id`."""

    random: Random
    today: date
    stored_at: datetime
    first_id: int = 1
    people: list[Row] = field(default_factory=list)
    memberships: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    _emails: Counter[str] = field(default_factory=Counter)
    _keys: Counter[int] = field(default_factory=Counter)

    def sizes(self) -> tuple[int, int, int]:
        """Return how much there is, for `cut_to`."""
        return len(self.people), len(self.memberships), len(self.relations)

    def cut_to(self, sizes: tuple[int, int, int]) -> None:
        """Leave out who came after `sizes` was asked."""
        for rows, size in zip((self.people, self.memberships, self.relations), sizes, strict=True):
            del rows[size:]

    @property
    def school_year(self) -> int:
        """The year in which the school year began."""
        return self.today.year if self.today.month >= 8 else self.today.year - 1

    def add(self, kind: PersonKind, place: Place, name: PersonName, **values: Any) -> int:
        """Add a person and return the id; what is not given is empty or invented."""
        person_id = self.first_id + len(self.people)
        row = {
            **_NOBODY,
            "id": person_id,
            "kind": kind.value,
            "school_id": place.school_id,
            "given_names": name.given_names or name.call_name,
            "call_name": name.call_name,
            "initials": name.initials or _initials(name),
            "prefix": name.prefix,
            "surname": name.surname,
            "sort_key": sort_key(name),
            "created_at": self.stored_at,
            "changed_at": self.stored_at,
            **values,
        }
        self.people.append(row)
        return person_id

    def join(self, person_id: int, group_id: int, role: str = "") -> None:
        """Put someone in a group."""
        self.memberships.append({"person_id": person_id, "group_id": group_id, "role": role})

    def relate(
        self, adult_id: int, pupil_id: int, kind: RelationKind, custody: Custody, since: date | None = None
    ) -> None:
        """Relate an adult to a pupil."""
        adult = self.people[adult_id - self.first_id]
        self.relations.append(
            {
                "adult_id": adult_id,
                "pupil_id": pupil_id,
                "kind": kind.value,
                "custody": custody.value,
                "custody_since": since,
                "origin": Origin.CSV.value,
                "import_id": adult["import_id"],
                "missing_since": None,
            }
        )

    def home(self, place: Place) -> Row:
        """Return an address."""
        letters = "ABCDEFGHJKLMNPRTVWXZ"
        return {
            "address": f"{self.random.choice(place.streets)} {self.random.randint(1, 180)}",
            "postcode": f"1234 {self.random.choice(letters)}{self.random.choice(letters)}",
            "city": place.city,
        }

    def reach(self, name: PersonName) -> Row:
        """Return an e-mail address and a telephone number that nobody has."""
        local = ".".join(words(f"{name.first} {name.prefix} {name.surname}"))
        if not local.isascii() or not local:
            local = "ouder"
        self._emails[local] += 1
        count = self._emails[local]
        return {
            "email": f"{local}{count if count > 1 else ''}@example.org",
            "phone": f"06-0000{self.random.randint(0, 9999):04d}",
        }

    def pupil(self, place: Place, name: PersonName, gender: str, home: Row, **values: Any) -> int:
        """Add a pupil in a group that fits its age; give `group` (an index) or `birth_on` to choose it."""
        group = values.pop("group", None)
        group = self.random.randrange(len(place.groups)) if group is None else group
        group_id, _, year = place.groups[group]
        birth_on = values.pop("birth_on", None) or self._birth(place, group)
        self._keys[place.school_id] += 1
        number = 10_000 * place.school_id + self._keys[place.school_id]
        person_id = self.add(
            PersonKind.PUPIL,
            place,
            name,
            **{
                **home,
                "gender": gender,
                "birth_on": birth_on,
                "year_group": self._year_group(year, birth_on),
                "site_id": place.site_ids[group % len(place.site_ids)],
                "local_key": f"{number:07d}",
                "username": f"{'.'.join(words(name.first)) or 'leerling'}{number}",
                "enrolled_on": min(birth_on + timedelta(days=1461), self.today),
                "import_id": place.list_import_id,
                **values,
            },
        )
        if not values.get("left_on"):
            self.join(person_id, group_id)
            if self.random.random() < 0.06:
                self.join(person_id, place.mixed_group_id)
        return person_id

    def parent(self, place: Place, name: PersonName, gender: str, home: Row, **values: Any) -> int:
        """Add a parent or carer."""
        return self.add(
            PersonKind.PARENT,
            place,
            name,
            **{
                **home,
                **self.reach(name),
                "gender": gender,
                "origin": Origin.CSV.value,
                "import_id": place.contacts_import_id,
                **values,
            },
        )

    def staff(self, place: Place, name: PersonName, gender: str, roles: str, **values: Any) -> int:
        """Add a member of staff."""
        self._keys[-place.school_id] += 1
        number = self._keys[-place.school_id]
        local = ".".join(words(f"{name.first} {name.prefix} {name.surname}"))
        return self.add(
            PersonKind.STAFF,
            place,
            name,
            **{
                "gender": gender,
                "roles": roles,
                "local_key": f"M{place.school_id:03d}{number:04d}",
                "username": local if local.isascii() else f"medewerker{number}",
                "email": f"{local if local.isascii() else 'medewerker'}{number}@vlinderboom.example.org",
                "import_id": place.list_import_id,
                **values,
            },
        )

    def _birth(self, place: Place, group: int) -> date:
        if place.special:
            youngest = 5 + 3 * group
            days = self.random.randint(youngest * 365, (youngest + 3) * 365)
            return self.today - timedelta(days=min(days, 6600))
        # Groups 1 and 2 sit together; who is in group y was born in the twelve months up to 30 September.
        year_group = self.random.randint(1, 2) if group < 2 else group + 1
        last = date(self.school_year - 3 - year_group, 9, 30)
        return last - timedelta(days=self.random.randint(0, 364))

    def _year_group(self, year: str, birth_on: date) -> str:
        if year != "C":
            return year
        return "1" if birth_on > date(self.school_year - 5, 9, 30) else "2"

    def family(self, place: Place, most: int) -> None:
        """Add a family of at most `most` (two or more) people: one to three children and who cares for them."""
        background = backgrounds().choose(self.random)
        adults = 1 if most == 2 or self.random.random() < 0.1 else 2
        children = min(self.random.choices((1, 2, 3), (45, 43, 12))[0], most - adults)
        prefix, surname = self.random.choice(background.surnames)
        home = self.home(place)
        parents = [self._carer(place, background, number, (prefix, surname), home) for number in range(adults)]
        apart = adults == 2 and self.random.random() < 0.22
        if apart:
            self.people[parents[1] - self.first_id].update(self.home(place))
        twins_on = None
        for number in range(children):
            girl = self.random.random() < 0.5
            call = self.random.choice(background.girls if girl else background.boys)
            values: Row = self._fate()
            if number == 1 and not values and twins_on is not None and self.random.random() < 0.08:
                values["birth_on"] = twins_on
            child = self.pupil(place, PersonName("", call, "", prefix, surname), "2" if girl else "1", home, **values)
            twins_on = self.people[child - self.first_id]["birth_on"]
            self._care(child, parents, apart=apart)

    def _carer(self, place: Place, background: Background, number: int, surname: tuple[str, str], home: Row) -> int:
        woman = number == 0
        call = self.random.choice(background.women if woman else background.men)
        own = self.random.choice(background.surnames) if woman or self.random.random() < 0.1 else surname
        name = PersonName("", call, "", *own)
        return self.parent(place, name, "2" if woman else "1", home)

    def _care(self, child: int, parents: Sequence[int], *, apart: bool) -> None:
        birth_on = self.people[child - self.first_id]["birth_on"]
        for number, parent in enumerate(parents):
            kind = RelationKind.MOTHER if number == 0 else RelationKind.FATHER
            custody, since = Custody.YES, birth_on
            if number == 1 and self.random.random() < (0.3 if apart else 0.04):
                custody, since = self.random.choice(((Custody.NO, self._since(birth_on)), (Custody.UNKNOWN, None)))
            self.relate(parent, child, kind, custody, since)

    def _since(self, birth_on: date) -> date:
        return birth_on + timedelta(days=self.random.randint(400, max(401, (self.today - birth_on).days - 30)))

    def _fate(self) -> Row:
        chance = self.random.random()
        if chance < 0.04:
            # Who left was in the highest group: born in the year before that of today's highest group.
            birth_on = date(self.school_year - 12, 9, 30) - timedelta(days=self.random.randint(0, 364))
            return {
                "status": PersonStatus.LEFT.value,
                "left_on": date(self.school_year, 7, 31),
                "birth_on": birth_on,
                "group": -1,
            }
        if chance < 0.046:
            return {"status": PersonStatus.MISSING.value, "missing_since": self.stored_at}
        return {}


def _initials(name: PersonName) -> str:
    letters = [part[0] for part in name.first.replace("-", " ").split()]
    return "".join(f"{letter.upper()}." for letter in letters if letter.isascii())
