"""`pitch`: the steps of a pitch on paper, every sentence with its numbers filled in."""

import argparse
from collections.abc import Iterator

from answers.draws import stated
from answers.pitch.sentences import in_sentence, shown, tile
from answers.ranges import asked, computed, sentence, written
from answers.results import results
from commands.shared import Commands
from scenarios.pitches import Step, load_pitch
from wording import LANGUAGES, Words


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("pitch", help="check a pitch and print its steps")
    parser.add_argument("file", help="TOML document or name of a pitch")
    # The option of the whole command line, welcome behind the file too.
    parser.add_argument("--language", choices=tuple(LANGUAGES), default=argparse.SUPPRESS)
    parser.set_defaults(command=_pitch)


def _pitch(options: argparse.Namespace, words: Words) -> None:
    pitch = load_pitch(options.file)
    print(pitch.title(words.language))
    for number, step in enumerate(pitch.steps, start=1):
        print(f"\n{number}. {shown(step, 'sentence', words)}")
        for line in _behind(step, words):
            print(f"   {line}")


def _behind(step: Step, words: Words) -> Iterator[str]:
    """The answer of a guess, what is shown, and the notes."""
    words = step.stage.words(words.language)
    if step.guess:
        answer = in_sentence(step.guess.reading, results(step.stage.scenario), words)
        yield f"{tile(step.guess.reading, words).label}: {answer}"
        yield shown(step, "reveal", words)
    stage = step.stage
    spread = stated(stage.document, stage.scenario)
    found = computed(asked(stage.scenario, spread, step.tiles)) if step.tiles else {}
    for name in step.tiles:
        now = in_sentence(name, results(stage.scenario), words)
        yield f"{tile(name, words).label}: {now}"
        if name in found:
            yield f"  {sentence(written(tile(name, words), found[name], words), words)}"
    yield from filter(None, shown(step, "note", words).splitlines())
