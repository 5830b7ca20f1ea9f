"""What a figure is drawn of: a run, the baseline's, and in which language."""

from collections.abc import Callable
from dataclasses import dataclass

from answers.results import Results
from charts.bands import Band
from model import Run
from wording import Words


def no_band(_series: str) -> Band:
    """Nothing is uncertain."""
    return None


@dataclass(frozen=True)
class Scene:
    """`now` held against `then`; `band` gives the band of draws of a daily series, if any, and
    `log` whether prices stand on a logarithmic axis.
    """

    now: Results
    then: Results
    words: Words
    band: Callable[[str], Band] = no_band
    log: bool = True

    @property
    def runs(self) -> tuple[Run, Run, Words]:
        """What most figures take."""
        return self.now.run, self.then.run, self.words
