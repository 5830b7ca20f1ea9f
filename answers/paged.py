"""What a page shows below its headline numbers: figures by key, and tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from answers.results import Results
from answers.scene import Scene
from answers.tables import Row
from answers.tiles import Tile
from model import Scenario
from wording import Words


@dataclass(frozen=True)
class Table:
    """A small table under its title; `key` names it in files. `help` and `remark` are said on the
    page alone, `note` in reports too; `wraps`: its cells may run over several lines there.
    """

    key: str
    title: str
    help: str
    rows: Sequence[Row]
    note: str = ""
    remark: str = ""
    wraps: bool = False


def no_tables(_scene: Scene) -> Sequence[Table]:
    """Figures say it all."""
    return ()


def always(_scenario: Scenario) -> bool:
    """Every scenario has what the page tells of."""
    return True


@dataclass(frozen=True)
class Shown:
    """Keys of the page's figures, also of other pages', in its order; those in `half` stand side
    by side, on pages that hold more than `campaigns` (long legends) below each other. A report has
    a section of the page where there are figures `in_reports` and it `applies` to the scenario;
    where it does not and stands `alone`, the page has its verdict and nothing else.
    """

    figures: tuple[str, ...]
    half: tuple[str, ...] = ()
    in_reports: tuple[str, ...] = ()
    tables: Callable[[Scene], Sequence[Table]] = no_tables
    campaigns: int | None = None
    applies: Callable[[Scenario], bool] = always
    alone: bool = False

    def halves(self, scene: Scene) -> tuple[str, ...]:
        """The figures that stand side by side."""
        many = self.campaigns is not None and len(scene.now.run.campaign_ids) > self.campaigns
        return () if many else self.half


class Answer(Protocol):
    """A module of `answers` for a page with figures; what it says beside its verdict, if anything,
    is its `aside` (`answers.sentences`).
    """

    SHOWN: Shown

    def question(self, words: Words) -> str: ...
    def verdict(self, now: Results, words: Words) -> str: ...
    def readings(self, words: Words) -> list[Tile]: ...
