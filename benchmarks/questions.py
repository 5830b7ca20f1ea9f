"""Speed of the questions of `analysis/`, and of one of them through radCAD, run for run."""

from __future__ import annotations

from analysis.draws import bands, draw
from analysis.levers import lever
from analysis.table import table
from analysis.tornado import ranges, tornado
from analysis.uncertainty import assumptions
from benchmarks import inputs, radcad_engine
from benchmarks.timing import SECOND, fresh_process, medians, seconds
from model import Scenario

Figures = dict[str, float]
RESULT = "lowest_cash"
LIVE, MANY = 200, 10_000
SHOWN = ("operating_cash", "price", "pool", "unreleased_ad_points")
DRAWN = """
from analysis.draws import draw
from analysis.uncertainty import assumptions
from benchmarks import inputs, timing
scenario = inputs.default()
draw(scenario, assumptions(scenario), {draws})
print(timing.peak_memory_mb())
"""


def tornado_bars(repetitions: int = 5) -> Figures:
    """All numeric parameters over their ranges; the same runs one by one through radCAD."""
    drawn = inputs.distinct(inputs.default(), repetitions + 1)
    ours = medians({"tornado": lambda turn: tornado(drawn[turn], RESULT)}, repetitions)["tornado"]
    documents = [each.values for each in _one_at_a_time(drawn[0])]
    theirs = seconds(lambda: [radcad_engine.run(document) for document in documents])
    return {"tornado_s": ours * SECOND, "times_radcad_tornado": theirs / ours}


def _one_at_a_time(scenario: Scenario) -> list[Scenario]:
    """The tornado's runs as scenarios."""
    ends = [(name, end) for name, pair in ranges(scenario).items() for end in pair]
    return [scenario, *(scenario.replace({name: end}) for name, end in ends)]


def table_cells(repetitions: int = 3) -> Figures:
    """A table of 41 × 41 cells."""
    drawn = inputs.distinct(inputs.default(), repetitions + 1)

    def cells(turn: int) -> object:
        scenario = drawn[turn]
        across = lever(scenario, "products.bundle.ad_point_rate")
        return table(scenario, across, lever(scenario, "campaigns.main.cap_multiple"), RESULT)

    return {"table41_s": medians({"table": cells}, repetitions)["table"] * SECOND}


def live_draws(repetitions: int = 5) -> Figures:
    """200 draws as weekly bands of four series, which a page adds to a slider's move."""
    drawn = inputs.distinct(inputs.default(), repetitions + 1)

    def live(turn: int) -> object:
        return bands(drawn[turn], assumptions(drawn[turn]), LIVE, SHOWN)

    return {"live_draws_extra_s": medians({"bands": live}, repetitions)["bands"] * SECOND}


def many_draws() -> Figures:
    """10,000 draws: seconds after warm-up, and the peak of memory of a fresh process."""
    scenario = inputs.default()
    draw(scenario, assumptions(scenario), LIVE)
    took = seconds(lambda: draw(scenario, assumptions(scenario, seed=2), MANY))
    peak = float(fresh_process(DRAWN.format(draws=MANY))[1])
    return {"draws10000_s": took * SECOND, "draws10000_mb": peak}
