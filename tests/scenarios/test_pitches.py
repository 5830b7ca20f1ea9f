"""Pitches: read, validated, written again without loss; their numbers are the command line's."""

import json
import random
import zlib
from base64 import urlsafe_b64encode
from dataclasses import replace

import pytest

import scenarios
from analysis.advice import advise
from analysis.batches import result_names
from answers import advice, outcomes, tiles
from answers.figures import FIGURES as DRAWN
from answers.pitch.sentences import WITHHELD, in_sentence, shown, value_of
from answers.results import results
from commands.main import main
from model import ScenarioError
from model.terms.rows import without_row
from scenarios import Shared, editions, link, pitch_link, pitches, stages
from scenarios.documents import SIZE_LIMIT
from scenarios.pitches import Guess, Pitch, Step, load_pitch, read_pitch, write_pitch
from wording import LANGUAGES, Words

EXAMPLE = load_pitch("pitched_terms")
PITCHED = Shared.of("as_pitched")
STEP = '[[steps]]\nid = "a"\nkind = "text"\n'


def read(text: str) -> Pitch:
    return read_pitch(text.encode(), "x")


def refusals(text: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_every_figure_can_be_shown_and_every_number_named():
    assert tuple(pitches.FIGURES) == tuple(DRAWN)
    for name in scenarios.preset_names():
        scenario = scenarios.load(name).scenario
        assert set(pitches.readings_of(scenario)) == set(result_names(scenario))


@pytest.mark.parametrize("name", pitches.pitch_names())
def test_pitches_of_ours_speak_both_languages_and_survive_writing(name):
    pitch = load_pitch(name)
    assert set(pitch.titles) == set(LANGUAGES)
    for step in pitch.steps:
        spoken = (step.sentences, step.notes, *([step.reveals] if step.guess else []))
        assert all(set(texts) == set(LANGUAGES) for texts in spoken), step.id
    assert read_pitch(write_pitch(pitch).encode(), name) == pitch


TEXTS = ("", "plain", "a\nb\n", "\n lead", 'x"""y', "'''", "\\ and \t", "{ } $x$ **b** :red[c]",
         "<script>alert(1)</script>", "中文，“引号”", "\x00\x1f", "\u2028 ​", "# = [a]")


def drawn_stage(dice: random.Random) -> Shared:
    """A stage as somebody may have left the screen: rows gone, values absent, any baseline."""
    preset = dice.choice(scenarios.preset_names())
    scenario = scenarios.load(preset).scenario
    if dice.random() < 0.5:
        scenario = scenario.replace({"campaigns.main.issue_days": dice.choice([None, 90])})
    if dice.random() < 0.3:
        scenario = without_row(scenario, "segments", "loyal")
    if dice.random() < 0.3:
        series = [float(dice.randint(0, 90)) for _ in range(40)]
        scenario = scenario.replace({"growth.curve": "series", "growth.series": series})
    kind = dice.choice(scenarios.shared.BASELINES)
    pinned = scenarios.load(dice.choice(scenarios.preset_names())).scenario
    if dice.random() < 0.5:
        pinned = pinned.replace({"platform.initial_cash": 1e6 * dice.random()})
    return Shared(preset, scenario, kind, pinned if kind == "pinned" else None)


def drawn_step(dice: random.Random, number: int) -> Step:
    def texts():
        told = {language: dice.choice(TEXTS).replace("{ }", "") for language in LANGUAGES}
        return {language: text for language, text in told.items() if text}

    kind = dice.choice(pitches.KINDS)
    figure = dice.choice(pitches.FIGURES) if dice.random() < 0.5 or kind == "text" else ""
    return Step(
        f"s{number}", kind, texts(), drawn_stage(dice), figure,
        () if figure else tuple(dice.sample(pitches.OF_ALL, 3)), texts(), texts(),
        Guess("recovered_share", 0.25, 0.5 + dice.random(), dice.choice(pitches.SCALES))
        if kind == "guess" else None,
        *dice.choice([("", None), ("wallet.withdraw_share", (0.1, 0.7)),
                      ("segments.*.task_completion", None)]),
    )


@pytest.mark.parametrize("seed", range(12))
def test_any_pitch_survives_writing_and_its_address(seed):
    dice = random.Random(seed)
    steps = tuple(drawn_step(dice, number) for number in range(5))
    pitch = pitches.checked(Pitch("x", {"en": dice.choice(TEXTS[1:])}, steps))
    assert read(write_pitch(pitch)) == read(write_pitch(pitch, whole=True)) == pitch
    address = pitch_link.encode(pitch)
    assert replace(pitch_link.decode(address), name="x") == pitch


def test_an_opened_scenario_becomes_a_stage_against_the_same_baseline():
    text = scenarios.write(scenarios.load("rotation")).replace('title = "', 'title = "My ')
    opened = Shared.opening(scenarios.read(text.encode(), "mine"))
    moved = replace(opened, scenario=opened.scenario.replace({"platform.initial_cash": 5e6}))
    stage = stages.stage_of(moved)
    assert (stage.scenario, stage.baseline) == (moved.scenario, moved.baseline)
    assert stage.opened is None
    assert stages.stage_of(PITCHED) == PITCHED


def test_a_stage_states_only_what_differs():
    changed = PITCHED.scenario.replace({"campaigns.main.sell_fee": 0.3})
    told = stages.values_of(replace(PITCHED, scenario=changed))
    below = {"base": "as_pitched", "edition": editions.newest("as_pitched")}
    assert told == below | {"scenario": {"campaigns": {"main": {"sell_fee": 0.3}}}}
    assert stages.values_of(PITCHED) == below


SHOW = STEP.replace("text", "show")
GUESS = STEP.replace("text", "guess")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("format = 2\n" + STEP, "format = 2: permitted is 1"),
        ("", "steps: 0 steps; permitted is 1 ≤ n ≤ 60"),
        (STEP.replace('"a"', '"{}"') * 61, "steps: 61 steps; permitted is 1 ≤ n ≤ 60"),
        ("steps = 3\n", "steps: 0 steps"),
        ("titel = 'x'\n" + STEP, "titel: there is no such field; the nearest known one is title"),
        (STEP + 'sentance = "x"\n', "steps.a.sentance: there is no such field; the nearest known "
         "one is sentence"),
        (STEP + "sentence = 3\n", "steps.a.sentence = 3: a text is needed"),
        (STEP + f'sentence_zh = "{"x" * 241}"\n', "steps.a.sentence_zh: 241 letters; permitted is "
         "240"),
        (f'title = "{"x" * 121}"\n' + STEP, "title: 121 letters; permitted is 120"),
        (STEP + STEP, "steps.a.id = a: another step has this id"),
        (STEP.replace('"a"', '"a b"'), "steps.a b.id = a b: an id has 1–40 letters"),
        (STEP.replace("text", "shwo"), "steps.a.kind = shwo: permitted is show | guess | text; the "
         "nearest is show"),
        (SHOW, "steps.a.figure: a step of this kind shows a figure or numbers"),
        (SHOW + 'figure = "prize"\n', "steps.a.figure = prize: permitted is recovered-share |"),
        (SHOW + 'tiles = ["lowest_cahs"]\n', "steps.a.tiles = lowest_cahs: permitted is"),
        (SHOW + f"tiles = {['sales'] * 7}\n", "steps.a.tiles: 7 numbers; permitted is n ≤ 6"),
        (SHOW + "tiles = 4\n", "steps.a.tiles = 4: a list of texts is needed"),
        (STEP + 'sentence = "{recoverd_share} back"\n', "steps.a.sentence: there is no number "
         "{recoverd_share}; the nearest known one is recovered_share"),
        (STEP + 'notes = "{}"\n', "steps.a.notes: there is no number {}"),
        (GUESS + 'sentence = "Is it {recovered_share}?"\n[steps.guess]\n'
         'reading = "recovered_share"\n', "steps.a.sentence: {recovered_share} would give the "
         "answer away"),
        (GUESS + 'sentence = "Is it {baseline.sales}?"\n[steps.guess]\nreading = "sales"\n',
         "steps.a.sentence: {baseline.sales} would give the answer away"),
        (GUESS, "steps.a.guess.reading = : permitted is members"),
        (GUESS + '[steps.guess]\nreading = "sales"\nlow = 3\nhigh = 3\n',
         "steps.a.guess = 3 … 3: the range of a guess needs low < high"),
        (GUESS + '[steps.guess]\nreading = "sales"\nlow = 0\nhigh = 3\nscale = "log"\n',
         "steps.a.guess = 0 … 3: the range of a guess needs low < high, on a log scale low > 0"),
        (GUESS + '[steps.guess]\nreading = "sales"\nlow = nan\n',
         "steps.a.guess.low = nan: a finite number is needed"),
        (STEP + 'lever = "campaigns.main.sel_fee"\n', "campaigns.main.sel_fee: there is no such "
         "field"),
        (STEP + 'lever = "growth.curve"\n', "growth.curve = bass: only a numeric field"),
        (STEP + 'lever = "wallet.withdraw_share"\nlever_low = 0.5\nlever_high = 0.5\n',
         "wallet.withdraw_share = 0.5 … 0.5: the lever's range needs two different ends"),
        (STEP + '[steps.stage]\nbase = "nothing"\n', "steps.a.stage.base = nothing: permitted is "
         "as_pitched"),
        (STEP + '[steps.stage]\nbaseline = "nothing"\n', "steps.a.stage.baseline = nothing: "
         "permitted is loaded | assumptions | as_pitched"),
        (STEP + "[steps.stage.scenario.horizon]\ndays = 3\n",
         "steps.a.stage.scenario.horizon.days = 3: permitted is 30 ≤ n ≤ 3650"),
        (STEP + "[steps.stage]\nscenario = 3\n", "steps.a.stage.scenario = 3: a table of fields"),
        (STEP + '[steps.stage]\nwhole = "yes"\n', "steps.a.stage.whole = yes: permitted is"),
        ("#" * (SIZE_LIMIT + 1), f"x: {SIZE_LIMIT + 1} bytes"),
        ("[" + ".".join("a" * 40) + "]", "x: tables or lists stand too deep"),
        ("steps = [", "x: not a TOML document"),
    ],
)  # fmt: skip
def test_bad_pitches_name_field_value_and_what_is_permitted(text, message):
    assert any(told.startswith(message) for told in refusals(text)), refusals(text)


def test_every_refusal_is_reported_at_once_in_the_readers_language():
    text = SHOW + 'sentence = "{x}"\n' + STEP.replace('"a"', '"b"') + "notes = 3\n"
    with pytest.raises(ScenarioError) as caught:
        read(text)
    assert len(caught.value.problems) == 3
    for found in caught.value.problems:
        assert Words("zh").problem(found) != str(found)


def test_a_missing_file_is_told(tmp_path, capsys):
    assert main(["pitch", str(tmp_path / "none.toml")]) == 2
    assert "pitched_terms" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["nothing", "~", "~!!", "~AAAA", "~" + "A" * 20_000])
def test_damaged_addresses_are_refused(address):
    with pytest.raises(ScenarioError):
        pitch_link.decode(address)


def test_a_small_address_cannot_fill_the_memory():
    packed = urlsafe_b64encode(zlib.compress(b"#" * 10_000_000, 9)).decode().rstrip("=")
    with pytest.raises(ScenarioError):
        pitch_link.decode("~" + packed)


def test_very_many_wrong_names_are_told_briefly():
    """Each is compared to every known one: a short address must not cost minutes."""
    names = "".join(f"{{{number}}}" for number in range(40))
    steps = "".join(STEP.replace('"a"', f'"s{number}"') + f'sentence = "{names}"\n'
                    for number in range(60))
    with pytest.raises(ScenarioError) as caught:
        read(f"format = 1\n{steps}")
    assert len(caught.value.problems) <= 2 * link.REFUSALS_LIMIT
    assert "more was refused" in str(caught.value)


@pytest.fixture(scope="module")
def summary_of(tmp_path_factory):
    """summary.json of the command line for a scenario, NaN where it has null."""
    known = {}

    def summary(scenario):
        if scenario not in known:
            folder = tmp_path_factory.mktemp("stage")
            document = replace(scenarios.load("as_pitched"), scenario=scenario)
            (folder / "stage.toml").write_text(scenarios.write(document), "utf-8")
            assert main(["run", str(folder / "stage.toml"), "--out", str(folder / "out")]) == 0
            told = json.loads((folder / "out" / "summary.json").read_text("utf-8"))
            known[scenario] = {k: float("nan") if v is None else v for k, v in told.items()}
        return known[scenario]

    return summary


def expected(name, stage, summary_of, words):
    """A result as the command line has it, in a sentence; or a text about the terms."""
    if name in pitches.ADVICE:
        found = advise(stage.baseline, stage.scenario)
        return {"advice": advice.paragraph, "changes": advice.changes,
                "whom_it_costs": advice.whom_it_costs}[name](found, words)
    scenario = stage.baseline if name.startswith("baseline.") else stage.scenario
    reading = name.removeprefix("baseline.")
    value, tile = summary_of(scenario)[reading], outcomes.tile(reading, words)
    return words.day(value) if tile.style == "day" else tiles.write(tile, value, words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", EXAMPLE.steps, ids=lambda step: step.id)
def test_numbers_of_a_step_are_those_of_the_command_line(step, language, summary_of):
    words = Words(language)
    for part in ("sentence", "reveal", "note"):
        text, said = getattr(step, part)(language), shown(step, part, words)
        assert "{" not in said
        for name in pitches.PLACEHOLDER.findall(text):
            if pitches.is_result(step, name) and not name.endswith("price_rise"):
                assert expected(name, step.stage, summary_of, words) in said, name
    for name in step.tiles:
        assert value_of(name, results(step.stage.scenario)) == pytest.approx(
            summary_of(step.stage.scenario)[name], nan_ok=True, rel=1e-12)


def test_the_price_rises_as_the_daily_figures_say(tmp_path):
    assert main(["run", "as_pitched", "--out", str(tmp_path)]) == 0
    header, *rows = (tmp_path / "daily.csv").read_text("utf-8").splitlines()
    column = header.split(",").index("price")
    rise = float(rows[-1].split(",")[column]) / PITCHED.scenario["campaigns.main.issue_price"]
    assert in_sentence("price_rise", results(PITCHED.scenario), Words("en")) == f"{rise:.1f}×"


def test_results_are_withheld_while_they_are_guessed():
    step = replace(EXAMPLE.steps[2], notes={"en": "{recovered_share}, {horizon.days}"})
    said = shown(step, "note", Words("en"), withheld=True)
    assert said == f"{WITHHELD}, 1,095 days"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_line_prints_every_step(language, capsys):
    assert main(["pitch", "pitched_terms", "--language", language]) == 0
    told = capsys.readouterr().out
    for step in EXAMPLE.steps:
        assert shown(step, "sentence", Words(language)) in told
    assert shown(EXAMPLE.steps[2], "reveal", Words(language)) in told
    tiles = sum(len(step.tiles) for step in EXAMPLE.steps)
    assert told.count({"en": "in nine of ten draws", "zh": "九成抽样"}[language]) == tiles > 0
