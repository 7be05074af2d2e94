"""Nothing personal lies unencrypted on the disk: names are planted everywhere, every feature is used, every byte read.

What is watched: the program's own folders, the home and the temporary folder of the user, the folder it runs in, the
vaults and their back-ups. What the user asked for in readable form (dossiers, the files that were imported) lies
elsewhere, and proves that the search would find it. The list of recent vaults holds the folders of vaults, so those
have no planted names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile  # noqa: TID251 - to see that it is not used
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from leskracht_desktop import paths
from leskracht_desktop.cli import main as carry_out
from leskracht_desktop.domain.dossier import DossierChoice
from leskracht_desktop.domain.intake import ImportOptions
from leskracht_desktop.domain.people import (
    Custody,
    NewPerson,
    NewRelation,
    PersonFilter,
    PersonId,
    PersonKind,
    RelationKind,
)
from leskracht_desktop.domain.request_letters import NewLetter
from leskracht_desktop.domain.requests import IdentityCheck, NewRequest, RequestFilter, RequestId, RequestKind
from leskracht_desktop.domain.schools import InstitutionDetails, NewSchool, NewSite
from leskracht_desktop.domain.vaults import NewVault, WayKind
from leskracht_desktop.errors import FileRefused, NationalNumberFound, VaultInUse, WrongSecret
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.storage import migrate
from tests.support import planting
from tests.support.leaks import find_marks
from tests.support.planting import ACCENTED, CHINESE, MARKS, PASSPHRASE, PLANT
from tests.support.vaults import CHEAP, MovableClock

ROOT = Path(__file__).resolve().parents[2]
LOCATIONS = ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR", "HOME", "XDG_RUNTIME_DIR")


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which nothing planted may be: everything the program could write to by itself lies under it."""
    folder = tmp_path / "bewaakt"
    monkeypatch.setenv("LESKRACHT_HOME", str(folder / "leskracht"))
    for name in (*LOCATIONS, "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        place = folder / name.lower()
        place.mkdir(parents=True, mode=0o700)
        monkeypatch.setenv(name, str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (folder / "hier").mkdir()
    monkeypatch.chdir(folder / "hier")
    return folder


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Where the user's own files are: class lists, packages."""
    folder = tmp_path / "invoer"
    folder.mkdir()
    return folder


@pytest.fixture
def taken(tmp_path: Path) -> Path:
    """Where the user puts what leaves the vault in readable form."""
    folder = tmp_path / "uitvoer"
    folder.mkdir()
    return folder


@pytest.fixture
def services(watched: Path, clock: MovableClock) -> Iterator[Services]:
    made = build_services(clock, f"{PLANT}gebruiker")
    made.vaults._cost = lambda: CHEAP
    yield made
    made.vaults.lock()


def clean(watched: Path, *more: str) -> bool:
    assert find_marks([watched], [*MARKS, *more]) == []
    return True


def make_vault(services: Services, folder: Path) -> str:
    new = NewVault(
        school_name=f"{PLANT}school",
        brin="99XX",
        contact_name=f"{PLANT} Contact",
        contact_email="contact@zwartkruiskruid.example",
        passphrase=PASSPHRASE,
        institution_name=f"{PLANT}bestuur",
    )
    return services.vaults.create(folder, new)


def fill_school(services: Services) -> None:
    schools, settings = services.schools, services.settings
    schools.save_institution(
        InstitutionDetails(
            f"{PLANT}bestuur",
            f"{ACCENTED}",
            "contact@zwartkruiskruid.example",
            contact_phone="0612345678",
            officer_name=CHINESE,
            address=f"{PLANT}laan 1",
        )
    )
    schools.set_logo(planting.logo())
    second = schools.add_school(NewSchool(f"{CHINESE} {PLANT}", "99YY"))
    schools.add_site(NewSite(second, "99YY01", f"{PLANT}vestiging"))
    settings.actor_name = f"{PLANT} Medewerker"
    settings.add_holiday(date(2026, 5, 15), f"{PLANT}dag")


def take_in(services: Services, given: Path) -> None:
    def taken_in(path: Path, options: ImportOptions | None = None) -> None:
        imports = services.imports
        imports.recognise(path)
        preview = imports.preview(path, options)
        assert preview.counts
        imports.carry_out(path, options, preview.sha256)

    taken_in(planting.write_edexml(given))
    parents = planting.write_csv(given)
    found = services.imports.recognise(parents)
    mapping = {**(found.mapping or {}), f"{PLANT}kolom": "surname"}
    taken_in(parents, ImportOptions(school_id=_school(services), mapping=mapping, person_kind=PersonKind.PARENT))
    taken_in(planting.write_xlsx(given), ImportOptions(school_id=_school(services), person_kind=PersonKind.STAFF))
    taken_in(planting.write_package(given))
    for path in planting.write_refused(given):
        with pytest.raises(FileRefused):
            services.imports.preview(path)


def _school(services: Services):
    return next(school.id for school in services.schools.schools() if school.brin == "99XX")


def change_people(services: Services) -> tuple[PersonId, PersonId]:
    """Add, change, relate and search; return the pupil of the package and an adult who is not his parent."""
    people = services.people
    pupil = people.find(planting.PUPIL_KEY)
    school = _school(services)
    draft = NewPerson(PersonKind.OTHER, school, call_name=f"{PLANT}opa", surname=ACCENTED, city=f"{PLANT}stad")
    other = people.add(draft)
    people.edit(
        other,
        NewPerson(PersonKind.OTHER, school, call_name=CHINESE, surname=f"{PLANT}2", note=f"Over {PLANT}."),
        f"{PLANT}reden",
    )
    with pytest.raises(NationalNumberFound):
        people.edit(other, NewPerson(PersonKind.OTHER, school, surname=PLANT, note=f"{PLANT} 123456782"))
    parent = people.add(NewPerson(PersonKind.PARENT, school, call_name=PLANT, surname=f"{PLANT}voogd"))
    relation = people.relate(NewRelation(parent, pupil, RelationKind.GUARDIAN, Custody.YES))
    people.unrelate(relation)
    assert people.search(PLANT[:8])
    assert people.search("zwratkruiskruidmeer")
    assert people.ids(PersonFilter(text=CHINESE))
    assert people.details(pupil).records
    return pupil, other


def handle_requests(services: Services, pupil: PersonId) -> RequestId:
    requests = services.requests
    draft = NewRequest(
        RequestKind.ACCESS,
        pupil,
        date(2026, 2, 20),
        requester_name=f"{PLANT} Verzoeker",
        requester_address=f"{PLANT}straat 9\n1234 AB {ACCENTED}",
        description=f"Alles over {PLANT}, {CHINESE}.",
    )
    first = requests.register(draft).row.id
    requests.record_identity(first, IdentityCheck(f"gezien door {PLANT}", date(2026, 2, 23), f"{PLANT}juf"))
    requests.add_note(first, f"Gebeld met {ACCENTED}.")
    requests.extend(first, date(2026, 3, 2), f"Omdat {PLANT} ziek is.")
    second = requests.register(draft).row.id
    requests.withdraw(second, date(2026, 3, 3), f"{PLANT} wil niet meer")
    assert requests.ids(RequestFilter(text=PLANT))
    return first


def make_dossiers(services: Services, pupil: PersonId, request: RequestId, watched: Path, taken: Path) -> None:
    dossiers = services.dossiers
    assert dossiers.preview(pupil, request).data.startswith(b"%PDF")
    others = tuple(other.name for other in dossiers.named_third_parties(pupil))
    assert others
    choice = DossierChoice(mask=others, reason=f"{PLANT}bescherming")
    dossiers.preview(pupil, request, choice)
    dossiers.export(pupil, taken / "dossier.pdf", request_id=request)
    dossiers.export(pupil, taken / "onleesbaar.pdf", choice=choice)
    dossiers.export_mail_copy(pupil, watched / "versleuteld.pdf", request_id=request)
    group = next(group.id for group in services.schools.groups() if group.count)
    assert len(dossiers.export_group(group, taken / "groep", processes=2)) == 4
    for kind in services.request_letters.offered(request):
        letter = NewLetter(kind, f"{PLANT} en {CHINESE}.")
        assert services.request_letters.preview(request, letter).page_count
        services.request_letters.save(request, letter, taken / f"{kind}.pdf")
    assert len(list(taken.glob("*.pdf"))) == 4


def lock_and_open(services: Services, folder: Path, code: str) -> None:
    vaults = services.vaults
    vaults.lock({"people.new": json.dumps({"surname": f"{PLANT}concept", "note": CHINESE}, ensure_ascii=False)})
    with pytest.raises(WrongSecret):
        vaults.unlock_with_passphrase(folder, f"{PLANT}fout {PLANT}")
    vaults.unlock_with_recovery_code(folder, code)
    assert PLANT in vaults.drafts()[0].payload
    second = build_services(services.clock)
    with pytest.raises(VaultInUse):
        second.vaults.unlock_with_passphrase(folder, PASSPHRASE)
    second.vaults.unlock_with_passphrase(folder, PASSPHRASE, read_only=True)
    assert second.people.search(PLANT)
    second.vaults.lock()


def back_up_and_restore(services: Services, folder: Path, watched: Path) -> None:
    vaults = services.vaults
    vaults.backup(watched / "stick.kluisbackup")
    vaults.backup_automatically()
    vaults.check()
    back = vaults.restore(
        watched / "stick.kluisbackup", watched / "terug.kluis", secret=(WayKind.PASSPHRASE, PASSPHRASE)
    )
    vaults.unlock_with_passphrase(back.folder, PASSPHRASE)
    assert services.people.search(PLANT)
    vaults.unlock_with_passphrase(folder, PASSPHRASE)
    vault = services.holder.vault
    migrate.migrate(vault.engine, folder, "0001_start")
    vaults.unlock_with_passphrase(folder, PASSPHRASE)  # copies the older vault and brings it up to date


def test_the_services_leave_nothing_readable(
    services: Services, watched: Path, given: Path, taken: Path, clock: MovableClock
):
    folder = watched / "proef.kluis"
    code = make_vault(services, folder)
    fill_school(services)
    take_in(services, given)
    assert (folder / "vault.db-wal").stat().st_size  # what follows reads a database that is being written
    assert clean(watched, code)
    pupil, _ = change_people(services)
    request = handle_requests(services, pupil)
    make_dossiers(services, pupil, request, watched, taken)
    services.overview.cards(services.today())
    assert services.audit.verify().ok
    assert clean(watched, code)
    lock_and_open(services, folder, code)
    back_up_and_restore(services, folder, watched)
    assert clean(watched, code)
    services.vaults.lock()
    assert clean(watched, code)
    assert list(paths.backup_folder().rglob("*.kluisbackup"))
    # The same search finds what may be read.
    assert {leak.path.parent.name for leak in find_marks([given, taken], MARKS)} == {"invoer", "uitvoer", "groep"}


def test_commands_leave_nothing_readable(
    services: Services, watched: Path, given: Path, taken: Path, capsys: pytest.CaptureFixture[str]
):
    folder = watched / "proef.kluis"
    make_vault(services, folder)
    services.vaults.lock()
    secret = given / "wachtwoordzin.txt"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")

    def run(*words: object) -> int:
        return carry_out(["--vault", str(folder), "--passphrase-file", str(secret), "--json", *map(str, words)])

    assert run("import", planting.write_edexml(given), "--dry-run") == 0
    assert run("import", planting.write_edexml(given)) == 0
    assert run("import", planting.write_refused(given)[0]) == 3
    assert run("people", "--search", PLANT) == 0
    assert run("request", "new", "--kind", "inzage", "--person", "P-000001", "--received", "2026-03-03",
               "--requester", PLANT, "--description", ACCENTED) == 0  # fmt: skip
    assert run("dossier", "P-000001", "--out", taken / "d.pdf", "--mask", PLANT, "--reason", PLANT) == 0
    assert run("people", "--search") == 2
    assert PLANT in capsys.readouterr().out
    assert clean(watched)


IMPORT_UNTIL_KILLED = """
import os, signal, sys
from pathlib import Path
from leskracht_desktop.services.program import build_services
services = build_services()
services.vaults.unlock_with_passphrase(Path(sys.argv[1]), sys.argv[3])
file = Path(sys.argv[2])
preview = services.imports.preview(file)
def report(done, total):
    if done * 2 > total:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
services.imports.carry_out(file, None, preview.sha256, report)
"""


def test_a_killed_import_leaves_nothing_readable(services: Services, watched: Path, given: Path):
    folder = watched / "proef.kluis"
    make_vault(services, folder)
    class_list = planting.write_edexml(given)
    services.imports.carry_out(class_list, None, services.imports.preview(class_list).sha256)
    people = services.people.count_all()
    services.vaults.lock()
    for file in (planting.write_edexml(given, pupils=2000), planting.write_package(given)):
        killed = subprocess.run(
            [sys.executable, "-c", IMPORT_UNTIL_KILLED, folder, file, PASSPHRASE],
            cwd=watched / "hier",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
            capture_output=True,
        )
        assert killed.returncode not in {0, 1}, killed.stderr.decode()
        assert clean(watched)
    services.vaults.unlock_with_passphrase(folder, PASSPHRASE)
    assert services.people.count_all() == people
    assert clean(watched)


def test_the_window_leaves_nothing_readable(services: Services, watched: Path, given: Path):
    folder = watched / "proef.kluis"
    make_vault(services, folder)
    take_in(services, given)
    services.vaults.lock()
    told = subprocess.run(
        [sys.executable, "-m", "tests.support.window_story", folder, PASSPHRASE],
        cwd=watched / "hier",
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout.splitlines()[-1]) == {
        "title": f"{PLANT}school – Leskracht Privacybeheer",
        "locked_title": "Leskracht Privacybeheer",
        "clipboard": "",
        "dialogs": "0",
        "came_back": f"{PLANT}half",
    }
    log = (paths.log_folder() / "leskracht.log").read_text("utf-8")
    assert "ValueError at window_story.py" in log
    assert "LookupError at" in log
    assert clean(watched)
    assert PLANT not in told.stderr
