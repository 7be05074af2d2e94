"""What to look at before answering somebody, in words: advice, never a verdict."""

from __future__ import annotations

from collections.abc import Iterable

from leskracht_desktop.domain.request_rules import ActingCode

_ADVICE = {
    ActingCode.PUPIL_IS_16: (
        "Deze leerling is 16 jaar of ouder en vraagt in de regel zelf. Vraag of de leerling het goedvindt."
    ),
    ActingCode.PUPIL_IS_18: (
        "Deze leerling is 18 jaar of ouder. Niemand heeft nog gezag; alleen de leerling zelf kan dit vragen."
    ),
    ActingCode.PUPIL_UNDER_16: (
        "Deze leerling is jonger dan 16 jaar. In de regel vraagt een ouder met gezag of een voogd het."
    ),
    ActingCode.TURNS_16_SOON: "Deze leerling wordt binnenkort 16 jaar en vraagt vanaf die dag in de regel zelf.",
    ActingCode.BIRTH_UNKNOWN: "De geboortedatum is niet bekend. Ga na of de leerling 16 jaar of ouder is.",
    ActingCode.NO_CUSTODY: (
        "Deze persoon heeft volgens de kluis geen gezag over de leerling, en dus geen recht op inzage."
    ),
    ActingCode.INFORMATION_RIGHT: (
        "Een ouder zonder gezag kan wel recht hebben op belangrijke informatie over het kind, "
        "als dat het kind niet schaadt."
    ),
    ActingCode.CUSTODY_UNKNOWN: (
        "Of deze persoon gezag heeft, is niet vastgelegd. Vraag ernaar of kijk in het gezagsregister."
    ),
    ActingCode.NOT_RELATED: (
        "Deze persoon staat niet bij de leerling als ouder of voogd. Ga na met welk recht hij of zij vraagt."
    ),
    ActingCode.PROXY_NEEDED: "Iemand vraagt dit voor een ander. Vraag om een machtiging.",
}


def advice(codes: Iterable[ActingCode]) -> str:
    """Return the sentences for these codes, in their order; empty when there is nothing to look at."""
    return " ".join(_ADVICE[code] for code in codes)
