"""The rules of the house that no linter knows (CONTRIBUTING.md)."""

from __future__ import annotations

import ast
import importlib
import io
import pkgutil
import re
import socket  # noqa: TID251 - to prove that the suite notices it
import tokenize
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import leskracht_desktop
from leskracht_desktop import errors
from tests.support import network

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "leskracht_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
KIT = sorted((ROOT / "packaging").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

NOT_OURS = {".git", ".venv", ".hypothesis", "build", "dist", "screenshots", "__pycache__"}
TEXT_ENDINGS = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".json",
    ".cfg",
    ".ini",
    ".sh",
    ".ps1",
    ".mako",
    ".html",
    ".spec",
    ".ts",
    "",
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def offences(paths: Iterable[Path], look: Callable[[str], Iterable[object]]) -> list[str]:
    """Return `file: what` for everything that `look` finds in the text of the files."""
    return [f"{name(path)}: {found}" for path in paths for found in look(path.read_text("utf-8", errors="replace"))]


def text_files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        ours = not any(part in NOT_OURS or part.endswith((".egg-info", "_cache")) for part in inside)
        if ours and path.is_file() and path.suffix in TEXT_ENDINGS:
            yield path


# --- length -----------------------------------------------------------------------------------------------------------


def test_a_module_can_be_read_in_one_sitting():
    assert not [name(path) for path in [*MODULES, *KIT] if len(path.read_text("utf-8").splitlines()) > 400]


def test_the_main_window_stays_small():
    assert len((PACKAGE / "ui" / "main_window.py").read_text("utf-8").splitlines()) <= 250


def test_a_module_says_what_it_is_for():
    silent = lambda text: [] if not text.strip() or ast.get_docstring(ast.parse(text)) else ["no docstring"]  # noqa: E731 - shorter so
    assert not offences([*MODULES, *KIT], silent)


# --- words that don't belong ------------------------------------------------------------------------------------------

# Written in two halves, so that this file may be looked through as well.
HALVES = [("TO", "DO"), ("FIX", "ME"), ("XX", "X"), ("raise NotImplemented", "Error")]
UNFINISHED = re.compile("|".join(rf"\b{first}{second}\b" for first, second in HALVES))
HOSTS = re.compile("|".join(["pypi" + r"\.org", "python" + "hosted", "npmjs" + r"\.", "deb.debian" + r"\.org"]))
FOLDERS = "|".join(["wo" + "rk", "ro" + "ot", "home/[a-z]+", "Us" + "ers/[a-z]+"])
MACHINE = re.compile(rf"(?<![\w.~-])/(?:{FOLDERS})/")


def test_nothing_is_left_unfinished():
    assert not offences([*MODULES, *KIT, *TESTS], UNFINISHED.findall)


def test_no_file_names_a_registry_or_a_folder_of_one_machine():
    files = list(text_files())
    assert not offences(files, HOSTS.findall)
    assert not offences(files, MACHINE.findall)


def lacks_reason(comment: str) -> bool:
    """Tell whether a suppression stands without its codes or without a reason after them."""
    silenced = re.search(r"#\s*noqa\b(.*)", comment)
    ignored = re.search(r"#\s*type:\s*ignore\b(.*)", comment)
    if silenced and not re.match(r":\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*\s+\W*\w", silenced[1]):
        return True
    return bool(ignored and not re.match(r"\[[\w, -]+\]\W+\w", ignored[1]))


def suppressions_without_reason(text: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and lacks_reason(token.string):
            yield f"{token.start[0]}: {token.string}"


def test_every_exception_to_a_rule_has_its_reason():
    assert not offences([*MODULES, *KIT, *TESTS], suppressions_without_reason)


@pytest.mark.parametrize(
    ("comment", "bare"),
    [
        ("# noqa: S608 - a table name of our own", False),
        ("# noqa: S608, PLR0913 the form has nine fields", False),
        ("# noqa: S608", True),
        ("# no" + "qa", True),
        ("# type: ignore[attr-defined]  # ships no types", False),
        ("# type: ignore[attr-defined]", True),
        ("# type: ignore", True),
    ],
)
def test_a_reason_is_recognised(comment: str, bare: bool):
    assert lacks_reason(comment) is bare


def is_empty(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether a function does nothing; a docstring alone says that nothing is meant to be done, and is enough."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    hollow = [isinstance(part, ast.Pass) or isinstance(getattr(part, "value", None), ast.Constant) for part in body]
    return bool(body) and all(hollow) and not any(isinstance(part, (ast.Return, ast.Assign)) for part in body)


def empty_functions(text: str) -> Iterator[str]:
    tree = ast.parse(text)
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    protocols = [node for node in classes if any("Protocol" in ast.unparse(base) for base in node.bases)]
    promised = {id(part) for node in protocols for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and is_empty(node) and id(node) not in promised:
            marks = " ".join(ast.unparse(mark) for mark in node.decorator_list)
            if "overload" not in marks and "abstractmethod" not in marks:
                yield f"{node.lineno}: {node.name}"


def test_no_function_is_empty():
    assert not offences([*MODULES, *KIT], empty_functions)


def test_an_empty_function_is_recognised():
    functions = ["a(): pass", "b(): 'Nothing to do.'", "c(): return 1", "d(): 'Later.'; ...", "e(): return None"]
    assert list(empty_functions("".join(f"def {text}\n" for text in functions))) == ["1: a", "4: d"]


# --- Dutch where people read it, English elsewhere --------------------------------------------------------------------

DUTCH_PLACES = {"ui", "reports", "cli", "labels_nl", "messages_nl"}
# Frequent words: those that also begin a surname (`van den`, `op 't`), those that make a sentence, and English ones.
PREFIXES = frozenset("aan bij de een het met onder op over te tot uit van voor".split())
DUTCH = PREFIXES | frozenset(
    """
    alle alleen als dan dat deze dit dus eerst er geen graag haar hebben heeft hij hoe hun iets jaar kan kies klik
    kunt maar meer moet naar niet nog nu om ons onze ook opnieuw probeer staat terug tussen uw veel via volgende
    waar want wat welke werd wij wordt worden zich zijn zij zonder
    """.split()
)
ENGLISH = frozenset(
    "a an and are as at be by for from has have in is it its not of on one or that the their to with".split()
)
WORD = re.compile(r"[^\W\d_]+")


def reads_as_dutch(text: str) -> bool:
    """Tell whether a text is, or holds in a line, Dutch prose: four words or more, and more Dutch than English in them.

    Single terms (a field of a file, a category's code, prefixes of surnames, alternatives between bars) stay free.
    """
    for part in re.split(r"[|\n]", text):
        words = [word.lower() for word in WORD.findall(part)]
        dutch = DUTCH.intersection(words)
        prose = len(words) >= 4 and len(dutch) >= 2 and not dutch <= PREFIXES
        if prose and len(dutch) > len(ENGLISH.intersection(words)):
            return True
    return False


def dutch_texts(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and reads_as_dutch(node.value):
            yield f"{node.lineno}: {node.value}"


def test_dutch_stands_only_where_people_read_it():
    elsewhere = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] not in DUTCH_PLACES]
    assert not offences([*elsewhere, *KIT], dutch_texts)


@pytest.mark.parametrize(
    ("text", "dutch"),
    [
        ("Het bestand kan niet worden geopend.", True),
        ("Kies eerst een map voor de kluis", True),
        ("The file could not be opened for reading.", False),
        ("A way in can be added, replaced or removed, as long as one is left.", False),
        ("Surname without prefix (de Vries under V), as in `van de Berg met een`", False),
        ("aan bij de den der het onder op over te tot uit van voor", False),
        ("gezaghebbend|gezaghouder|met gezag|wettelijk vertegenwoordiger|niet bekend", False),
        ("van den", False),
        ("bevoegd gezag", False),
    ],
)
def test_dutch_is_recognised(text: str, dutch: bool):
    assert reads_as_dutch(text) is dutch


# --- the network ------------------------------------------------------------------------------------------------------

NETWORK = frozenset(
    """
    aiohttp asyncio ftplib http httpx imaplib nntplib poplib requests smtplib socket socketserver ssl telnetlib urllib
    urllib3 webbrowser wsgiref xmlrpc PySide6.QtHttpServer PySide6.QtNetwork PySide6.QtNetworkAuth
    PySide6.QtWebEngineCore PySide6.QtWebEngineWidgets PySide6.QtWebSockets
    """.split()
)


def imports(text: str) -> Iterator[str]:
    """Yield every module that a source imports: at its top, in a function, or by its name in a call."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            yield from (
                part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def network_imports(text: str) -> list[str]:
    return [module for module in imports(text) if any(f"{module}.".startswith(f"{banned}.") for banned in NETWORK)]


def test_no_module_can_open_a_connection():
    assert not offences(MODULES, network_imports)


def test_imports_are_found_wherever_they_hide():
    hidden = (
        "def f():\n    from PySide6 import QtNetwork\n    import importlib as i\n    i.import_module('http.client')\n"
    )
    assert network_imports(hidden) == ["PySide6.QtNetwork", "http.client"]
    assert not network_imports("import httpd_like\nfrom PySide6 import QtWidgets\n")


@pytest.mark.parametrize(
    "reach",
    [
        lambda plug: plug.connect(("127.0.0.1", 9)),
        lambda plug: plug.sendto(b"x", ("127.0.0.1", 9)),
        lambda plug: plug.bind(("127.0.0.1", 0)),
        lambda _: socket.getaddrinfo("localhost", 80),
    ],
    ids=["connect", "send", "listen", "look up"],
)
def test_the_suite_notices_a_connection(reach):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plug, pytest.raises(network.NetworkAttempt):
        reach(plug)
    assert len(network.attempts) == 1
    network.attempts.clear()


# --- errors and tables ------------------------------------------------------------------------------------------------


def below(kind: type[errors.LeskrachtError]) -> Iterator[type[errors.LeskrachtError]]:
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


def test_every_error_of_any_module_has_a_dutch_sentence():
    from leskracht_desktop.messages_nl import TABLE

    for module in pkgutil.walk_packages(leskracht_desktop.__path__, "leskracht_desktop."):
        if not module.name.endswith("__main__") and ".migrations." not in module.name:
            importlib.import_module(module.name)
    kinds = {*below(errors.UserError), *below(errors.EnvironmentProblem)}
    ours = {kind for kind in kinds if kind.__module__.startswith("leskracht_desktop")}
    assert len(ours) > 10
    assert not sorted(kind.__name__ for kind in ours if kind not in TABLE)


def test_every_table_says_whether_it_holds_personal_data():
    from leskracht_desktop.storage.models import Base

    tables = Base.metadata.sorted_tables
    assert tables
    assert not [table.name for table in tables if not isinstance(table.info.get("personal"), bool)]
    assert not [table.name for table in tables if table.info["personal"] != bool(table.info.get("category"))]


# --- documents --------------------------------------------------------------------------------------------------------

LINK = re.compile(r"\]\((?!https?:|#)([^)\s]+)\)")


def test_the_documents_point_at_files_that_exist():
    lost = lambda text: [link for link in LINK.findall(text) if not (ROOT / link.split("#")[0]).exists()]  # noqa: E731 - shorter so
    assert not offences(sorted(ROOT.glob("*.md")), lost)


def test_the_licence_is_complete():
    text = " ".join((ROOT / "LICENSE").read_text("utf-8").split())
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    titles = [
        "Definitions", "Scope of", "Communication", "Limitations", "Obligations", "Chain", "Disclaimer", "Disclaimer",
        "Additional", "Acceptance", "Information", "Termination", "Miscellaneous", "Jurisdiction", "Applicable Law",
    ]  # fmt: skip
    assert not [title for number, title in enumerate(titles, 1) if f" {number}. {title}" not in text]
    assert text.endswith("require the production of a new EUPL version.")


def test_every_dependency_is_explained():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^a-z0-9-]", requirement.lower())[0] for requirement in listed}
    explained = (ROOT / "ARCHITECTURE.md").read_text("utf-8").lower()
    assert not sorted(dependency for dependency in names if dependency not in explained)
