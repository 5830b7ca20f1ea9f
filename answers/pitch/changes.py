"""What changed between two revisions of a pitch, in the words of the page that writes it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import scenarios
from answers.pitch.figures import titles
from answers.pitch.sentences import tile
from answers.tables import Row
from answers.values import name_of, written
from model.terms.parameters import declared
from scenarios.pitches import PLACEHOLDER
from wording import Words, part_of, spoken
from wording.literal import brief

TABLE = "steps."
SCENARIO, PINNED, BASELINE = "stage.scenario.", "stage.pinned.", "stage.baseline"
LISTED = 8
"""Values of a scenario that are listed one by one; more of them are counted."""
LETTERS = 60

Pairs = Mapping[str, tuple[object, object]]
Sentences = Mapping[str, Mapping[str, str]]


def rows(
    added: tuple[str, ...], removed: tuple[str, ...], values: Pairs, steps: Sentences, words: Words
) -> Iterator[Row]:
    """Steps that came, went and moved, then what else changed about each of those that stayed."""
    for names, before, after in (
        (added, words.undefined, words("added")), (removed, words("there"), words("removed")),
    ):
        for name in names:
            yield _row(_step(name.removeprefix(TABLE), steps, words), before, after, words)
    by_step: dict[str, dict[str, tuple[object, object]]] = {}
    for name, pair in values.items():
        step, _, part = name.removeprefix(TABLE).partition(".")
        by_step.setdefault(step, {})[part] = pair
    for step, parts in by_step.items():
        called = _step(step, steps, words)
        for label, before, after in _parts(parts, words):
            yield _row(f"{called} · {label}", before, after, words)


def _row(what: str, before: str, after: str, words: Words) -> Row:
    return {words("What"): what, words("Before"): before, words("After"): after}


def _step(name: str, steps: Sentences, words: Words) -> str:
    """A step by the beginning of its sentence, dots for numbers; by its id if it says nothing."""
    texts = steps.get(name, {})
    said = spoken(texts, words.language)
    plain = brief(PLACEHOLDER.sub("…", said), words.habits.letters(LETTERS))
    return words("Step “{sentence}”", sentence=plain or name)


def _parts(parts: Pairs, words: Words) -> Iterator[tuple[str, str, str]]:
    """What changed about a step: its name, how it was, how it is."""
    stages = {SCENARIO: words("Scenario"), PINNED: words("Baseline")}
    for name, pair in parts.items():
        if not name.startswith((SCENARIO, PINNED)):
            before, after = (_value(name, each, words) for each in pair)
            yield _label(name, words), before, after
    for prefix, label in stages.items():
        inside = {name.removeprefix(prefix): pair for name, pair in parts.items()
                  if name.startswith(prefix)}
        if prefix == PINNED and BASELINE in parts:
            continue  # another kind of baseline says it all
        if len(inside) > LISTED:
            yield label, words.undefined, words.plural(
                "{count} value differs", "{count} values differ", len(inside))
        else:
            for name, pair in inside.items():
                before, after = (_setting(name, each, words) for each in pair)
                yield f"{label} · {_known(name_of, name, words)}", before, after


def _label(name: str, words: Words) -> str:
    part, language = part_of(name)
    texts = {"sentence": words("Sentence"), "reveal": words("Sentence after the reveal"),
             "notes": words("Presenter notes")}
    if part in texts:
        return f"{texts[part]} ({language.name})"
    return {
        "place": words("Place"), "kind": words("Kind of step"), "figure": words("Figure"),
        "tiles": words("Numbers"), "lever": words("Lever to move live"),
        "lever_range": words("Range of the lever"), "guess.reading": words("To guess"),
        "guess.low": words("Scale of the guess, from"),
        "guess.high": words("Scale of the guess, to"), "guess.scale": words("Scale"),
        "stage.base": words("Scenario"), BASELINE: words("Baseline"),
    }.get(name, name)


def _value(name: str, value: Any, words: Words) -> str:
    """What stands in a step, as its page words it."""
    if value is None:
        return words.undefined
    tellers: dict[str, Callable[[Any], str]] = {
        "kind": lambda kind: {"show": words("Show"), "guess": words("Guess first"),
                              "text": words("Words only")}[kind],
        "figure": lambda key: titles(words)[key],
        "tiles": lambda names: words("; ").join(tile(each, words).label for each in names),
        "guess.reading": lambda reading: tile(reading, words).label,
        "guess.scale": lambda scale: {"linear": words("even"), "log": words("logarithmic")}[scale],
        "lever": lambda lever: name_of(lever, words),
        "lever_range": lambda ends: " … ".join(f"{end:.10g}" for end in ends),
        "stage.base": lambda preset: scenarios.load(preset).title(words.language),
        BASELINE: lambda kind: {
            "loaded": words("as loaded"), "pinned": words("pinned scenario"),
            "assumptions": words("as loaded, under today's assumptions"),
        }[kind],
    }
    if name in tellers:
        return _known(lambda each, _: tellers[name](each), value, words)
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _known(told: Callable[[Any, Words], str], value: Any, words: Words) -> str:
    """The value in words; as it stands where this version has no words for it."""
    try:
        return told(value, words)
    except (KeyError, StopIteration):
        return str(value)


def _setting(name: str, value: Any, words: Words) -> str:
    """A setting of a scenario; a row that is not there has none."""
    if value is None and not declared(name).optional:
        return words.undefined
    return written(name, value, words)
