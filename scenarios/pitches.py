"""Pitches: TOML documents of steps, each a sentence, what is shown, and the scenario behind it.

Numbers in sentences are names in braces, filled with the stage's own results as they are shown:
`{recovered_share} of members get back what they spent`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import tomli_w

from analysis.levers import checked_range
from analysis.levers import lever as lever_of
from analysis.uncertainty import MORE, REFUSALS_LIMIT
from model import MODEL_VERSION, Problem, Scenario, ScenarioError, readings
from model.terms.problems import problem
from scenarios import stages
from scenarios.contents import FIGURES
from scenarios.documents import (
    BAD_FORMAT,
    MADE_WITH,
    TITLE_LIMIT,
    content_of,
    name_of,
    parsed,
)
from scenarios.fields import Fields, not_a_choice
from scenarios.shared import Shared
from scenarios.versions import version_of
from wording import LANGUAGES, spoken

PITCHES = Path(__file__).parent / "pitches"
FORMAT = 1
KINDS = ("show", "guess", "text")
SCALES = ("linear", "log")
STEPS_LIMIT = 60
SENTENCE_LIMIT = 240
"""Letters of a sentence: more would not be read from across a room."""
NOTES_LIMIT = 4000
TILES_LIMIT = 6
ID = re.compile(r"[\w-]{1,40}")
PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")

OF_ALL = tuple(each.name for each in readings.READINGS.values() if not each.each and not each.needs)
"""Readings that every scenario has, and so the baseline too."""

PRICE_RISE = "price_rise"
"""How many times its issue price a point of the first campaign costs at the end."""

ADVICE = ("advice", "changes", "whom_it_costs")
"""Texts about the stage's terms against its baseline's: the whole advice as a paragraph, what
changes by effect, who is better and who is worse off."""

BASELINE = "baseline."
"""In front of a result or of a dotted name: that of the baseline."""

NO_PITCH = "{field}: neither a pitch that comes with Backstop ({permitted}) nor a readable file"
BAD_ID = "{field} = {value}: an id has 1–40 letters, digits, _ or -"
TWICE = "{field} = {value}: another step has this id"
STEPS = "{field}: {value} steps; permitted is {permitted}"
UNKNOWN_NUMBER = "{field}: there is no number {value}; the nearest known one is {nearest}"
GIVEN_AWAY = (
    "{field}: {value} would give the answer away; before the reveal only parameters are permitted"
)
NOTHING_SHOWN = "{field}: a step of this kind shows a figure or numbers; permitted is {permitted}"
TOO_MANY_TILES = "{field}: {value} numbers; permitted is {permitted}"
NO_SCALE = "{field} = {value}: the range of a guess needs low < high, on a log scale low > 0"


@dataclass(frozen=True)
class Guess:
    """What the audience guesses, in units of the model, on a scale from `low` to `high`."""

    reading: str
    low: float
    high: float
    scale: str = SCALES[0]


@dataclass(frozen=True)
class Step:
    """A sentence by language, what is shown (a figure or tiles) and the stage behind it.

    A `guess` shows its `reveals` and figure only after the reveal. `lever` is a dotted name that
    the presenter may move, between the ends of `lever_range` if there is one.
    """

    id: str
    kind: str
    sentences: Mapping[str, str]
    stage: Shared
    figure: str = ""
    tiles: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    reveals: Mapping[str, str] = field(default_factory=dict)
    guess: Guess | None = None
    lever: str = ""
    lever_range: tuple[float, float] | None = None

    def sentence(self, language: str) -> str:
        """The sentence in a language, else in the other."""
        return spoken(self.sentences, language)

    def reveal(self, language: str) -> str:
        """The sentence after the reveal in a language, else in the other."""
        return spoken(self.reveals, language)

    def note(self, language: str) -> str:
        """The presenter's notes in a language, else in the other."""
        return spoken(self.notes, language)


@dataclass(frozen=True)
class Pitch:
    """Steps under a title by language; `name` is that of the file, `model_version` the one that it
    says it was made with, if any.
    """

    name: str
    titles: Mapping[str, str]
    steps: tuple[Step, ...]
    model_version: str = field(default="", compare=False)

    def title(self, language: str) -> str:
        """Title in a language, else in English or any other, else the name."""
        return spoken(self.titles, language) or self.name


def pitch_names() -> tuple[str, ...]:
    """Names of the pitches that come with Backstop."""
    return tuple(sorted(path.stem for path in PITCHES.glob("*.toml")))


def load_pitch(source: str | Path) -> Pitch:
    """A pitch of ours by name or any by path. Raises ScenarioError, also if there is neither."""
    if str(source) in pitch_names():
        return _ours(str(source))
    missing = problem(NO_PITCH, str(source), permitted=", ".join(pitch_names()))
    return read_pitch(content_of(source, missing), name_of(source))


@functools.cache
def _ours(name: str) -> Pitch:
    return read_pitch((PITCHES / f"{name}.toml").read_bytes(), name)


def is_pitch(content: bytes) -> bool:
    """Whether a file means to be a pitch, and neither a scenario nor anything else."""
    try:
        return "steps" in parsed(content, "")
    except ScenarioError:
        return False


def read_pitch(text: bytes, name: str, unpinned: int | None = None) -> Pitch:
    """Parse and validate a pitch. Where a step names no edition of its preset, `unpinned` is meant,
    the newest without one. Raises ScenarioError with every problem found, of very many the first.
    """
    problems: list[Problem] = []
    fields = Fields(parsed(text, name), "", problems)
    version = fields.take("format", FORMAT)
    if version != FORMAT:
        problems.append(problem(BAD_FORMAT, "format", version, permitted=FORMAT))
    titles = fields.texts("title", TITLE_LIMIT)
    made_with = version_of(fields.take(MADE_WITH, ""))
    told = fields.take("steps", [])
    fields.done()
    entries = told if isinstance(told, list) else []
    if not 1 <= len(entries) <= STEPS_LIMIT:
        permitted = f"1 ≤ n ≤ {STEPS_LIMIT}"
        raise ScenarioError([*problems, problem(STEPS, "steps", len(entries), permitted=permitted)])
    pitch = Pitch(name, titles, tuple(_steps(entries, unpinned, problems)), made_with)
    problems += _doubled(pitch)
    if problems:
        raise ScenarioError(problems)
    return pitch


def _steps(
    entries: list[object], unpinned: int | None, problems: list[Problem]
) -> Iterator[Step]:
    """The steps that can be read, up to where too much was refused to go on."""
    for place, entry in enumerate(entries, start=1):
        if len(problems) > REFUSALS_LIMIT:
            problems.append(problem(MORE, "steps"))
            return
        step = _step(entry, place, unpinned, problems)
        if step:
            yield step


def _step(
    entry: object, place: int, unpinned: int | None, problems: list[Problem]
) -> Step | None:
    """A step out of its table; None if its stage is refused."""
    content = entry if isinstance(entry, dict) else {"steps": entry}
    name = content.get("id")
    fields = Fields(content, f"steps.{name if isinstance(name, str) and name else place}", problems)
    before = len(problems)
    stage = stages.read(fields.below("stage"), unpinned)
    low, high = fields.number("lever_low"), fields.number("lever_high")
    told = {
        "id": fields.text("id", 40), "kind": fields.choice("kind", KINDS),
        "sentences": fields.texts("sentence", SENTENCE_LIMIT),
        "reveals": fields.texts("reveal", SENTENCE_LIMIT),
        "notes": fields.texts("notes", NOTES_LIMIT), "figure": fields.text("figure", 40),
        "tiles": fields.several("tiles"), "lever": fields.text("lever", 200),
        "lever_range": None if low is None or high is None else (low, high),
        "guess": _guess(fields.below("guess")) if "guess" in content else None,
    }
    fields.done()
    if stage is None or len(problems) > before:
        return None
    step = Step(stage=stage, **told)  # type: ignore[arg-type]
    problems += wrong_with(step)
    return step


def _guess(fields: Fields) -> Guess:
    low, high = fields.number("low", 0.0), fields.number("high", 1.0)
    reading, scale = fields.text("reading", 80), fields.choice("scale", SCALES)
    fields.done()
    return Guess(reading, low or 0.0, 1.0 if high is None else high, scale)


def checked(pitch: Pitch) -> Pitch:
    """The pitch itself. Raises ScenarioError with everything that a document may not say."""
    found = [each for step in pitch.steps for each in wrong_with(step)] + _doubled(pitch)
    for language, title in pitch.titles.items():
        fields = Fields({LANGUAGES[language].field("title"): title}, "", found)
        fields.text(LANGUAGES[language].field("title"), TITLE_LIMIT)
    if not 1 <= len(pitch.steps) <= STEPS_LIMIT:
        permitted = f"1 ≤ n ≤ {STEPS_LIMIT}"
        found.append(problem(STEPS, "steps", len(pitch.steps), permitted=permitted))
    if found:
        raise ScenarioError(found)
    return pitch


def wrong_with(step: Step) -> list[Problem]:
    """What a document may not say of a step whose values are of the right types."""
    place = f"steps.{step.id}"
    found = list(islice(_texts_wrong(step, place), REFUSALS_LIMIT + 1))
    if not ID.fullmatch(step.id):
        found.append(problem(BAD_ID, f"{place}.id", step.id))
    found += _shown_wrong(step, place)
    if step.lever:
        try:
            moved = lever_of(step.stage.scenario, step.lever)
            checked_range(step.stage.scenario, moved, *(step.lever_range or (None, None)))
        except ScenarioError as error:
            found += [Problem(f"{place}.lever", each.value, each.template, each.details)
                      for each in error.problems]
    return found


def _shown_wrong(step: Step, place: str) -> Iterator[Problem]:
    known = readings_of(step.stage.scenario)
    if step.figure and step.figure not in FIGURES:
        yield not_a_choice(f"{place}.figure", step.figure, FIGURES)
    for name in step.tiles:
        if name not in known:
            yield not_a_choice(f"{place}.tiles", name, known)
    if len(step.tiles) > TILES_LIMIT:
        permitted = f"n ≤ {TILES_LIMIT}"
        yield problem(TOO_MANY_TILES, f"{place}.tiles", len(step.tiles), permitted=permitted)
    if step.kind == "show" and bool(step.figure) == bool(step.tiles):
        yield problem(NOTHING_SHOWN, f"{place}.figure", permitted="figure | tiles")
    if step.kind == "guess":
        yield from _guess_wrong(step.guess or Guess("", 0.0, 0.0), (*known, PRICE_RISE), place)


def _guess_wrong(guess: Guess, known: tuple[str, ...], place: str) -> Iterator[Problem]:
    if guess.reading not in known:
        yield not_a_choice(f"{place}.guess.reading", guess.reading, known)
    if not guess.low < guess.high or (guess.scale == "log" and guess.low <= 0):
        yield problem(NO_SCALE, f"{place}.guess", f"{guess.low:g} … {guess.high:g}")


def _texts_wrong(step: Step, place: str) -> Iterator[Problem]:
    """Too long texts, and numbers that there are not or that come too early."""
    parts = {"sentence": (step.sentences, SENTENCE_LIMIT), "reveal": (step.reveals, SENTENCE_LIMIT),
             "notes": (step.notes, NOTES_LIMIT)}
    numbers = (*results_of(step.stage.scenario), *settings_of(step.stage))
    for part, (texts, limit) in parts.items():
        for language, text in texts.items():
            fields = Fields({LANGUAGES[language].field(part): text}, place, [])
            fields.text(LANGUAGES[language].field(part), limit)
            yield from fields.problems
            for name in PLACEHOLDER.findall(text):
                where = fields.named(LANGUAGES[language].field(part))
                if name not in numbers:
                    near = not_a_choice(where, name, numbers).details["nearest"]
                    yield problem(UNKNOWN_NUMBER, where, f"{{{name}}}"[:80], nearest=near)
                elif (step.kind, part) == ("guess", "sentence") and is_result(step, name):
                    yield problem(GIVEN_AWAY, where, f"{{{name}}}")


def is_result(step: Step, name: str) -> bool:
    """Whether a name in braces is a result, and not what somebody set."""
    return name in results_of(step.stage.scenario)


def readings_of(scenario: Scenario) -> tuple[str, ...]:
    """Names in the scenario's `summary.json`."""
    return readings.names(scenario)


def results_of(scenario: Scenario) -> tuple[str, ...]:
    """Every result that a text may name, the baseline's included."""
    own = (*readings_of(scenario), PRICE_RISE, *ADVICE)
    return own + tuple(BASELINE + name for name in (*OF_ALL, PRICE_RISE))


def settings_of(stage: Shared) -> tuple[str, ...]:
    """Every setting that a text may name, the baseline's included."""
    theirs = (BASELINE + name for name in stage.baseline.possible_names)
    return (*stage.scenario.possible_names, *theirs)


def _doubled(pitch: Pitch) -> list[Problem]:
    """Ids that more than one step has."""
    ids = [step.id for step in pitch.steps]
    return [problem(TWICE, f"steps.{each}.id", each)
            for each in dict.fromkeys(ids) if ids.count(each) > 1]


def write_pitch(pitch: Pitch, whole: bool = False) -> str:
    """The pitch as TOML: reading it again gives an equal one. A `whole` one leaves nothing to
    presets, which another version may ship with other values.
    """
    head = {"format": FORMAT, **({} if whole else {MADE_WITH: MODEL_VERSION})}
    head |= _encoded("title", pitch.titles)
    return tomli_w.dumps(head | {"steps": [_values(step, whole) for step in pitch.steps]},
                         multiline_strings=True)


def _values(step: Step, whole: bool) -> dict[str, object]:
    """A step as a table, without what it does not say."""
    low, high = step.lever_range or (None, None)
    guess = dict(vars(step.guess)) if step.guess else None
    told: dict[str, object] = {
        "id": step.id, "kind": step.kind, **_encoded("sentence", step.sentences),
        **_encoded("reveal", step.reveals), "figure": step.figure, "tiles": list(step.tiles),
        "lever": step.lever, "lever_low": low, "lever_high": high, **_encoded("notes", step.notes),
        "guess": guess, "stage": stages.values_of(step.stage, whole),
    }
    return {key: value for key, value in told.items() if value not in ("", [], None)}


def _encoded(key: str, texts: Mapping[str, str]) -> dict[str, object]:
    return {LANGUAGES[each].field(key): texts[each] for each in LANGUAGES if texts.get(each)}


def fresh_id(pitch: Pitch, wanted: str) -> str:
    """An id that no step of the pitch has yet: the wanted one, or that with a number behind."""
    taken = {step.id for step in pitch.steps}
    stem = (re.sub(r"[^\w-]+", "_", wanted) or "step")[:32]
    numbered = (f"{stem}_{number}" for number in range(2, STEPS_LIMIT + 3))
    return next(each for each in (stem, *numbered) if each not in taken)


def on(step: Step, changes: Mapping[str, object]) -> Step:
    """The step on a stage where some values are changed. Raises ScenarioError."""
    scenario = step.stage.scenario.replace(changes)
    return replace(step, stage=replace(step.stage, scenario=scenario))
