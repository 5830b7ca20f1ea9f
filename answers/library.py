"""The library in words: what it holds, what changed between revisions, what it refuses."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from answers.distributions import PER_SE, figure_names, kind_names
from answers.listing import groups
from answers.pitch import changes as pitch
from answers.tables import Row
from answers.values import name_of, written
from scenarios.texts import row_of_title
from wording import Words, mark, part_of
from wording.names import called

_UNCERTAIN = "uncertainty."
_DISTRIBUTION = "uncertainty.distributions."


class _Changes(Protocol):
    """What is used of `library.Changes`."""

    @property
    def values(self) -> Mapping[str, tuple[object, object]]: ...
    @property
    def added(self) -> tuple[str, ...]: ...
    @property
    def removed(self) -> tuple[str, ...]: ...
    @property
    def reordered(self) -> tuple[str, ...]: ...
    @property
    def texts(self) -> Mapping[str, tuple[str, str]]: ...
    @property
    def steps(self) -> Mapping[str, Mapping[str, str]]: ...


class _Refusal(Protocol):
    """What is used of a `model.terms.problems.Problem`."""

    @property
    def template(self) -> str: ...
    @property
    def details(self) -> Mapping[str, Any]: ...


def question(words: Words) -> str:
    """What the page answers."""
    return words("What have we saved, and what changed since?")


def verdict(counts: Mapping[str, int], latest: str, words: Words) -> str:
    """How many entries there are by kind; `latest` is the name of the one saved last."""
    if not latest:
        return words("Nothing is saved yet.")
    told = [
        words.plural("{count} scenario", "{count} scenarios", counts.get("scenario", 0)),
        words.plural("{count} pitch", "{count} pitches", counts.get("pitch", 0)),
    ]
    present = [text for text, kind in zip(told, ("scenario", "pitch"), strict=True)
               if counts.get(kind)]
    return words("Saved: {what}. The last one is “{name}”.", what=words(", ").join(present),
                 name=latest)


def entry_kinds(words: Words) -> dict[str, str]:
    """What the kinds of entries are called."""
    return {"scenario": words("Scenario"), "pitch": words("Pitch")}


def sharing_names(words: Words) -> dict[str, str]:
    """How far an entry may be shared."""
    return {
        "": words("Only you can see it"),
        "read": words("Others may open it"),
        "write": words("Others may save revisions too"),
    }


THIS_SERVER = mark("this server")
"""What the library's place is called to those who only use it."""


def refusal(problem: _Refusal, words: Words) -> str:
    """What the library refused, its own fields by their names."""
    names = {
        "name": words("Name"), "tag": words("Tag"), "note": words("Note"),
        "entry": words("Entry"), "revision": words("Revision"), "library": words("Library"),
        "kind": words("Kind"), "shared": words("Shared"), "search": words("Search"),
    }
    field = str(problem.details.get("field", ""))
    told = {**problem.details, "field": names.get(field, field)}
    if told.get("value") == THIS_SERVER:
        told["value"] = words(THIS_SERVER)
    return words(problem.template, **told)


def changed(changes: _Changes, words: Words) -> list[Row]:
    """Every difference between two revisions: rows or steps that came and went, values, texts."""
    if changes.steps:
        told = pitch.rows(changes.added, changes.removed, changes.values, changes.steps, words)
        return [*_texts(changes, words), *told]
    return list(_changed(changes, words))


def _changed(changes: _Changes, words: Words) -> Iterator[Row]:
    for name in changes.added:
        yield _row(_row_of(name, words), words.undefined, words("added"), words)
    for name in changes.removed:
        yield _row(_row_of(name, words), words("there"), words("removed"), words)
    for table in changes.reordered:
        title = groups(words).get(table.partition(".")[0], table)
        yield _row(title, words("in their order"), words("in another order"), words)
    for name, pair in changes.values.items():
        older, newer = (_value(name, each, words) for each in pair)
        yield _row(_label(name, words), older, newer, words)
    yield from _texts(changes, words)


def _texts(changes: _Changes, words: Words) -> Iterator[Row]:
    for name, (older, newer) in changes.texts.items():
        yield _row(_text_name(name, words), older or words.undefined, newer or words.undefined,
                   words)


def _row(what: str, older: str, newer: str, words: Words) -> Row:
    return {words("What"): what, words("Before"): older, words("After"): newer}


def _row_of(name: str, words: Words) -> str:
    title = groups(words).get(name.partition(".")[0], name.rpartition(".")[0])
    return f"{title} · {called(words, name)}"


def _label(name: str, words: Words) -> str:
    """A dotted name by its label; a figure of a distribution by that and its parameter's."""
    if name.startswith(_DISTRIBUTION):
        parameter, _, figure = name.removeprefix(_DISTRIBUTION).rpartition(".")
        named = {"kind": words("Distribution"), **figure_names(words)}
        return f"{_known(parameter, words)} · {named.get(figure, figure)}"
    if name.startswith(_UNCERTAIN):
        own = {"seed": words("Seed"), "method": words("How draws are spread"),
               "correlations": words("Rank correlations")}
        rest = name.removeprefix(_UNCERTAIN)
        return own.get(rest, rest)
    return _known(name, words)


def _known(name: str, words: Words) -> str:
    try:
        return name_of(name, words)
    except KeyError:
        return name


def _value(name: str, value: object, words: Words) -> str:
    if not name.startswith(_UNCERTAIN):
        return written(name, value, words)
    if value is None:
        return words.undefined
    if isinstance(value, str):
        return {"lhs": words("Latin hypercube"), "sobol": words("Sobol points"),
                **kind_names(words)}.get(value, value)
    if name.startswith(_DISTRIBUTION):
        parameter, _, figure = name.removeprefix(_DISTRIBUTION).rpartition(".")
        items = value if isinstance(value, list | tuple) else [value]
        return words("; ").join(_figure(parameter, figure, each, words) for each in items)
    if isinstance(value, list | tuple):
        return words("; ").join(_pair(each, words) for each in value)
    return str(value)


def _figure(parameter: str, figure: str, value: Any, words: Words) -> str:
    """A figure of a distribution, in the parameter's units unless it is in none."""
    if figure in PER_SE:
        return words.number(value, digits=4)
    try:
        return written(parameter, value, words)
    except KeyError:
        return f"{value:.10g}"


def _pair(correlation: Mapping[str, Any], words: Words) -> str:
    names = " ~ ".join(_known(name, words) for name in correlation["names"])
    return f"{names}: {words.number(correlation['rank'])}"


def _text_name(name: str, words: Words) -> str:
    """A title or note of a document, with its language."""
    row = row_of_title(name)
    if row is not None:
        return f"{_row_of(row, words)} · {_text_name(name.rpartition('.')[2], words)}"
    kind, language = part_of(name)
    texts = {"title": words("Title"), "note": words("Note")}
    return f"{texts.get(kind, kind)} ({language.name})"
