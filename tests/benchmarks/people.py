"""The list of people without its window: a keystroke in its search field, opening, sorting and scrolling it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from leskracht_desktop.domain.people import PersonFilter, PersonRow, PersonSort
from leskracht_desktop.services.people import PeopleService
from leskracht_desktop.ui.pages.people.page import AT_ONCE
from tests.benchmarks import sql
from tests.benchmarks.bench import Bench
from tests.benchmarks.harness import Figure, Rule, Samples, alternate, best_of, median, timed
from tests.benchmarks.sql import SHOWN

FRAME_MS = 1000 / 60


def keystrokes(people: PeopleService) -> list[str]:
    """Return what stands in a search field after each key, while six names are typed, one of them with a slip."""
    ids = people.ids(PersonFilter())
    names = [people.rows([ids[len(ids) * part // 6]])[0].display_name.lower() for part in range(6)]
    slipped = names[3][:-2] + names[3][-1]
    typed = [name[:length] for name in (*names[:5], slipped) for length in range(1, len(name) + 1)]
    return list(dict.fromkeys(typed))


def our_list(people: PeopleService, chosen: PersonFilter) -> tuple[PersonRow, ...]:
    """Do what the page does when it is opened or sorted, and after a keystroke."""
    return people.beginning(chosen, AT_ONCE).rows


def search_figures(
    texts: list[str], floor: list[Samples], ours: list[Samples], what: str, floor_name: str
) -> Iterator[Figure]:
    """Return the figures of a search field: all keystrokes together, and the worst of them."""
    note = f"mean of {len(texts)} keystrokes of six invented names; one has a slip, which raw FTS5 does not find"
    yield Figure(what, floor_name, "ms", mean_per_round(ours), mean_per_round(floor), Rule.RATIO, 3.0, note)
    beyond = {
        text: median([mine - raw for mine, raw in zip(one, other, strict=True)]) or 0.0
        for text, one, other in zip(texts, ours, floor, strict=True)
    }
    worst = max(texts, key=lambda text: beyond[text])
    place = texts.index(worst)
    note = f"one frame at 60 Hz; the worst is ‘{worst}’"
    yield Figure(
        "  the worst of them, beyond its floor",
        floor_name,
        "ms",
        ours[place],
        floor[place],
        Rule.EXCESS,
        FRAME_MS,
        note,
    )


def keystroke(bench: Bench) -> Iterator[Figure]:
    """Each keystroke of six names, through the service."""
    school = bench.school()
    raw = school.raw()
    with school.services() as services:
        people = services.people
        texts = keystrokes(people)
        works = [(partial(sql.search, raw, text), partial(our_list, people, PersonFilter(text=text))) for text in texts]
        variants: list[Callable[[], float]] = [best_of(3, work) for pair in works for work in pair]
        samples = alternate(bench.rounds, *variants)
    raw.close()
    name = f"raw SQLCipher: FTS5 hits + {SHOWN} rows"
    yield from search_figures(texts, samples[0::2], samples[1::2], "a keystroke in a search field, to rows", name)


def lists(bench: Bench) -> Iterator[Figure]:
    """Opening the list, sorting it by each column, and jumping to its middle, through the service."""
    school = bench.school()
    raw = school.raw()
    floor_name = f"raw indexed query, {SHOWN} rows"
    with school.services() as services:
        people = services.people
        for sort in PersonSort:
            floor, ours = alternate(
                bench.rounds,
                best_of(10, partial(sql.sorted_rows, raw, sort)),
                best_of(10, partial(our_list, people, PersonFilter(sort=sort))),
            )
            name = "the list of people: opening it" if sort is PersonSort.NAME else f"  sorting it by {sort.value}"
            yield Figure(name, floor_name, "ms", ours, floor, Rule.RATIO, 3.0)
        ids = people.ids(PersonFilter())
        middle = len(ids) // 2
        floor, ours = alternate(
            bench.rounds,
            best_of(10, partial(sql.sorted_rows, raw, PersonSort.NAME, middle)),
            best_of(10, lambda: people.rows(ids[middle : middle + SHOWN])),
        )
        yield Figure("  jumping to its middle", floor_name, "ms", ours, floor, Rule.RATIO, 3.0)
        floor, ours = alternate(
            bench.rounds,
            timed(lambda: raw.execute("SELECT id FROM people ORDER BY sort_key, id").fetchall()),
            timed(lambda: people.ids(PersonFilter())),
        )
        note = "done by the worker while the first rows are on the screen"
        yield Figure("  reading all its ids", "raw query for all ids", "ms", ours, floor, Rule.TOLD, None, note)
    raw.close()


def mean_per_round(samples: list[Samples]) -> Samples:
    """Return the mean of many variants, round by round."""
    return tuple(sum(of_round) / len(of_round) for of_round in zip(*samples, strict=True))
