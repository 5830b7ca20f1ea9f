"""What is asked of a report. The limits of the model and the losing side are not among it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analysis.uncertainty import Uncertainty
from answers.draws import stated
from model import ScenarioError
from model.terms.problems import OUT_OF_RANGE, problem
from scenarios import Shared
from scenarios.address import is_local, scenario_link
from wording import Words, mark

TEXT_LIMIT = 120
"""Letters of a title or a client's name: more fit no title page."""
SHARES_LIMIT = 1e13
"""Founders' shares."""
SUMMARY_LIMIT = 6000
"""Letters of an edited summary: about two pages."""

LOCAL = mark("{field}: only this machine can open {value}")
TOO_LONG = "{field}: {value} letters; permitted is {permitted}"


@dataclass(frozen=True)
class MembersAsked:
    """How many single members are simulated, and on which seed; what is permitted is checked by
    `model.members.simulate_members`.
    """

    count: int
    seed: int


@dataclass(frozen=True)
class Request:
    """A scenario with its baseline, in one language, and what its author says.

    `summary` stands in place of the generated one (paragraphs with an empty line between); `title`
    in place of the scenario's, `client` is whom the report is for. `uncertain` switches the
    draws on, `members` the simulation of single members. `spread` is what the ranges of the
    headline numbers are drawn from where the draws are off (default: what is stated or assumed);
    without `ranged` they are left out, for where nobody reads them. `terms` looks for the terms
    under which promises would hold, which takes longer.
    `shares`: founders' shares, where the report is to say what one is worth.
    `levers` move in the HTML report, each the names that it moves together
    (`reports.html.levers`).
    `link` leads back to the scenario on screen; `template` is a presentation whose colours and
    fonts slides take. Raises ScenarioError for texts that are too long, and for a link that leads
    others to their own machine.
    """

    shared: Shared
    language: str
    day: date
    title: str = ""
    client: str = ""
    summary: str = ""
    uncertain: Uncertainty | None = None
    members: MembersAsked | None = None
    terms: bool = False
    link: str = ""
    spread: Uncertainty | None = None
    ranged: bool = True
    template: bytes = b""
    levers: tuple[tuple[str, ...], ...] = ()
    shares: float | None = None

    def __post_init__(self) -> None:
        limits: Mapping[str, int] = {
            "title": TEXT_LIMIT, "client": TEXT_LIMIT, "summary": SUMMARY_LIMIT,
        }
        problems = [
            problem(TOO_LONG, field, len(getattr(self, field)), permitted=limit)
            for field, limit in limits.items() if len(getattr(self, field)) > limit
        ]
        if self.link and is_local(self.link):
            problems.append(problem(LOCAL, "link", self.link))
        if self.shares is not None and not 1.0 <= self.shares <= SHARES_LIMIT:
            problems.append(problem(OUT_OF_RANGE, "shares", self.shares,
                                    permitted=f"1 ≤ x ≤ {SHARES_LIMIT:g}"))
        if problems:
            raise ScenarioError(problems)

    @property
    def drawn(self) -> Uncertainty:
        """What is uncertain, in the section on draws and in the ranges."""
        given = self.uncertain or self.spread
        return given or stated(self.shared.document, self.shared.scenario)

    @property
    def words(self) -> Words:
        return self.shared.words(self.language)


def asked_for(
    shared: Shared, language: str, root: str, *, day: date, title: str = "", client: str = "",
    summary: str = "", uncertain: bool = False, members: tuple[int, int] | None = None,
    terms: bool = False, levers: tuple[tuple[str, ...], ...] = (), shares: float | None = None,
    link: str = "", template: bytes = b"", spread: Uncertainty | None = None,
) -> Request:
    """What a reader, a command or another program asks for. `members`: how many, on which seed;
    the link begins with `root` where none is given. Raises ScenarioError.
    """
    drawn = spread or stated(shared.document, shared.scenario)
    return Request(
        shared=shared, language=language, day=day, title=title, client=client, summary=summary,
        uncertain=drawn if uncertain else None,
        members=None if members is None else MembersAsked(*members), terms=terms,
        link=link or scenario_link(root, shared, language), spread=spread, template=template,
        levers=levers, shares=shares)
