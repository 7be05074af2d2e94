"""The condition in SQL for the filters of a list of people."""

from __future__ import annotations

from typing import Any

from leskracht_desktop.domain.people import PersonFilter


def where_sql(chosen: PersonFilter, values: dict[str, Any]) -> str:
    """Return the condition on `people p` for a filter, its text left aside; fills `values` with what it binds."""
    parts = []
    for column, wanted in (("kind", chosen.kinds), ("status", chosen.statuses)):
        if wanted:
            marks = []
            for number, value in enumerate(sorted(wanted)):
                values[f"{column}_{number}"] = str(value)
                marks.append(f":{column}_{number}")
            parts.append(f"p.{column} = {marks[0]}" if len(marks) == 1 else f"p.{column} IN ({', '.join(marks)})")
    if chosen.school_id is not None:
        values["school_id"] = chosen.school_id
        parts.append("p.school_id = :school_id")
    if chosen.group_id is not None:
        values["group_id"] = chosen.group_id
        parts.append("p.id IN (SELECT person_id FROM memberships WHERE group_id = :group_id)")
    return " AND ".join(parts) or "1"
