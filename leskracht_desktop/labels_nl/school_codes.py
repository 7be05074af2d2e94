"""Dutch words for the codes that school systems use in EDEXML: year groups and roles of staff."""

from __future__ import annotations

_YEAR_GROUPS = {
    "B": "baby’s",
    "D": "dreumesen",
    "0": "peuters",
    **{str(year): f"groep {year}" for year in range(1, 9)},
    **{str(year): f"voortgezet onderwijs, leerjaar {year - 10}" for year in range(11, 17)},
    "S": "speciaal (basis)onderwijs",
    "V": "voortgezet speciaal onderwijs",
    "C": "combinatiegroep",
    "N": "ander onderwijs",
    "H": "van vroeger",
}

EDEXML_ROLES = {
    "adj": "adjunct-directeur",
    "adm": "administratief medewerker",
    "con": "conciërge",
    "dir": "directeur",
    "ict": "ICT-coördinator",
    "ib": "intern begeleider",
    "kla": "klassenassistent",
    "lrk": "leerkracht",
    "los": "lerarenondersteuner",
    "loc": "locatieleider",
    "owa": "onderwijsassistent",
    "oud": "ouder",
    "rt": "remedial teacher",
    "smw": "schoolmaatschappelijk werker",
    "sta": "stagiair",
    "tal": "leider van toetsen",
    "vak": "vakleerkracht",
}
"""By the code in lower case."""


def year_group_label(code: str) -> str:
    """Return the Dutch words for a year group (jaargroep): `7` is `groep 7`; any other text comes back as it is."""
    return _YEAR_GROUPS.get(code, code)
