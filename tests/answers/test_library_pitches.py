"""What differs between two pitches is told step by step."""

from dataclasses import replace

import pytest

import scenarios
from answers import library as answer
from scenarios.pitches import load_pitch, pitch_names, write_pitch
from wording import Words

EN, ZH = Words("en"), Words("zh")
EXAMPLE = load_pitch(pitch_names()[0])
FEE = "campaigns.main.sell_fee"


def told(pitch) -> str:
    return write_pitch(pitch)


def first_steps(count: int):
    return replace(EXAMPLE, steps=EXAMPLE.steps[:count])


def changed_rows(kept, older, newer, words):
    entry_id = kept.add("pitch", "x", told(older)).revision.entry_id
    kept.save(entry_id, told(newer), 1)
    return [[*row.values()] for row in answer.changed(kept.changes(entry_id, 1, 2), words)]


def step_name(step, words):
    text = answer.pitch._step(step.id, {step.id: step.sentences}, words)
    assert "{" not in text
    return text


@pytest.mark.parametrize("words", [EN, ZH])
def test_what_changed_is_told_step_by_step(kept, words):
    one, two, three, four = EXAMPLE.steps[:4]
    stage = one.stage
    moved = replace(stage, scenario=stage.scenario.replace({FEE: 0.35}))
    edited = replace(one, stage=moved, notes={**one.notes, "zh": "新的"}, sentences={"en": "Now"})
    older = replace(EXAMPLE, steps=(one, two, three), titles={"en": "A"})
    newer = replace(EXAMPLE, steps=(edited, three, two, four), titles={"en": "B"})
    rows = changed_rows(kept, older, newer, words)
    name = step_name(edited, words)
    assert [f"{words('Title')} (English)", "A", "B"] in rows
    assert [step_name(four, words), "–", words("added")] in rows
    assert [f"{name} · {words('Scenario')} · {answer.pitch.name_of(FEE, words)}", "20%", "35%"
            ] in rows
    assert [f"{name} · {words('Presenter notes')} (简体中文)", one.notes["zh"], "新的"] in rows
    places = [row for row in rows if row[0].endswith(words("Place"))]
    assert len(places) == 1  # of two that change places one moved
    assert {*places[0][1:]} == {"2", "3"}
    assert not [row for row in rows if step_name(three, words) in row[0] and row not in places]


def test_another_scenario_behind_a_step_is_counted_not_listed(kept):
    one = EXAMPLE.steps[0]
    other = replace(one, stage=scenarios.Shared.of("stop_gifting"))
    rotation = replace(one, stage=scenarios.Shared.of("rotation"))
    for stage in (other, rotation):
        rows = changed_rows(kept, first_steps(1), replace(EXAMPLE, steps=(stage,)), EN)
        assert len(rows) <= answer.pitch.LISTED + 2
        assert [step_name(one, EN) + " · Scenario", scenarios.load("as_pitched").title("en"),
                stage.stage.document.title("en")] in rows


def test_equal_pitches_differ_in_nothing(kept):
    assert changed_rows(kept, EXAMPLE, EXAMPLE, EN) == []
