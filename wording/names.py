"""Names of rows and flows in the reader's language; a made-up id stands for itself."""

from collections.abc import Mapping
from functools import lru_cache

from model.laws.series import SERIES
from wording.languages import LANGUAGES
from wording.literal import plain
from wording.words import Words

TITLE = "title"


def title_fields() -> tuple[str, ...]:
    """The fields of a row that hold its title, one for each language."""
    return tuple(language.field(TITLE) for language in LANGUAGES.values())


def row_name(words: Words, table: str, row_id: str) -> str:
    """What a row of a table (`campaigns`, `team.levels`) is called: its title in the reader's
    language, else what rows of the presets are known as, else its title in another language, else
    its id.
    """
    titles = _by_field(words.row_titles)
    own = titles.get(f"{table}.{row_id}.{words.habits.field(TITLE)}", "")
    other = next((titles[name] for field in title_fields()
                  if (name := f"{table}.{row_id}.{field}") in titles), row_id)
    return plain(own) or _known(words, table).get(row_id) or plain(other)


def called(words: Words, row: str) -> str:
    """The same of a row by its dotted name (`campaigns.main`)."""
    table, _, row_id = row.rpartition(".")
    return row_name(words, table, row_id)


@lru_cache(maxsize=64)
def _by_field(titles: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return dict(titles)


def _known(words: Words, table: str) -> Mapping[str, str]:
    """Names of the rows of the presets and of ready-made modes."""
    known = {
        "segments": {
            "one_off": words("one-time buyers"),
            "occasional": words("occasional buyers"),
            "loyal": words("loyal buyers"),
        },
        "products": {
            "bundle": words("bundle"),
            "refill": words("refill"),
            "goods": words("goods"),
            "hot": words("traffic product"),
        },
        "campaigns": {
            "main": words("main campaign"),
            "second": words("second campaign"),
            "third": words("third campaign"),
            "fourth": words("fourth campaign"),
            "fifth": words("fifth campaign"),
            "sixth": words("sixth campaign"),
            "seventh": words("seventh campaign"),
        },
        "team.levels": {"captain": words("team leaders")},
        "agents": {
            "macro_region": words("macro-region"),
            "province": words("province"),
            "city": words("city"),
            "county": words("county or town"),
        },
        "events": {
            "standstill": words("growth stops"),
            "run": words("run on the pool"),
            "adverts": words("advert income falls"),
        },
        "modes": {
            "queue": words("queue rebate"),
            "circular": words("circular purchase"),
            "packets": words("red-packet forest"),
            "chain": words("2+1 chain"),
            "draw": words("group draw"),
            "flash": words("flash resale"),
            "box": words("blind box"),
            "stages": words("pre-sale"),
        },
    }
    return known.get(table, {})


def series_name(words: Words, name: str) -> str:
    """What a daily series is called, with the row whose id stands behind its name: a campaign,
    where its declaration says nothing else (reports tell flows of campaigns one by one).
    """
    series, row = SERIES[name.partition(".")[0]], name.partition(".")[2]
    label = words.declared("series", series.label)
    return f"{label} · {row_name(words, series.each or 'campaigns', row)}" if row else label


def flow_name(words: Words, flow: str) -> str:
    """What a series is called in the account of operating cash."""
    return words.declared("series", SERIES[flow].booked or SERIES[flow].label)
