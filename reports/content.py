"""What a report says, section by section, the same in every format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from analysis.batches import Progress
from answers import headlines, overview
from answers.draws import banded
from answers.figures import IN_REPORTS, Scene, drawn
from answers.ranges import Ranges, beside
from answers.readings import every
from answers.results import Results, results
from answers.samples import Sample
from answers.scene import no_band
from answers.sentences import aside
from charts.bands import Band
from model import MODEL_VERSION
from reports import (
    claims,
    ending,
    members,
    ranged,
    share_worth,
    single_members,
    tables,
    uncertain,
)
from reports.blocks import Block, Chart, Numbers, Paragraph, Section
from reports.request import Request
from reports.summary import paragraphs
from scenarios import Document, write
from scenarios.documents import fingerprint
from scenarios.texts import of_rows
from wording import Words


@dataclass(frozen=True)
class Report:
    """A report: its title page, its sections, and the document that gives the same numbers again.

    `facts` are the lines of the title page, label and text; `sample` are the single members that
    it tells of, if any; `toml` is the scenario as a document,
    and `baseline_toml` what it is held against. `ranges` are those of the overview's numbers.
    """

    request: Request
    now: Results
    then: Results
    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    toml: str
    baseline_toml: str
    sample: Sample | None = None
    ranges: Ranges = field(default_factory=dict)

    @property
    def words(self) -> Words:
        return self.request.words

    def section(self, key: str) -> Section:
        """The section of that key. KeyError if the report has none."""
        return {section.key: section for section in self.sections}[key]

    def has(self, key: str) -> bool:
        """Whether there is a section of that key."""
        return any(section.key == key for section in self.sections)


def report(request: Request, progress: Progress | None = None) -> Report:
    """Everything that a report of `request` says. Raises ScenarioError, Cancelled."""
    shared, words = request.shared, request.words
    now, then = results(shared.scenario), results(shared.baseline)
    scene = Scene(now, then, words, _bands(request))
    sample = single_members.simulated(request, progress)
    ranges = ranged.found(request, progress)
    sections = (
        _summary(request, now, then, ranges), _headlines(request, now, then, ranges),
        tables.changes(shared, words), members.section(scene),
        *single_members.sections(request, scene, sample), *_pages(scene),
        claims.section(shared.scenario, shared.baseline, request.terms, words),
        *share_worth.sections(request), *uncertain.sections(request, scene),
        tables.parameters(shared, words), *ending.sections(request),
    )
    return Report(
        request=request,
        now=now,
        then=then,
        title=title(request),
        facts=_facts(request),
        sections=sections,
        toml=document(request),
        baseline_toml=baseline_document(request),
        sample=sample,
        ranges=ranges,
    )


def title(request: Request) -> str:
    """The author's title, else the scenario's."""
    return request.title or request.shared.document.title(request.language)


def _bands(request: Request) -> Callable[[str], Band]:
    """Bands of draws, where they are switched on and something is uncertain."""
    spread = request.uncertain
    if spread is None or not spread.distributions:
        return no_band
    return lambda series: banded(request.shared.scenario, spread, series)


def _summary(request: Request, now: Results, then: Results, ranges: Ranges) -> Section:
    """The author's words, or else ours, and how sure the numbers are; that accounts do not add up
    is never left out.
    """
    words = request.words
    texts = [part.strip() for part in request.summary.split("\n\n") if part.strip()]
    texts = texts or paragraphs(request.shared, now, then, words)
    blocks: list[Block] = [Paragraph(text) for text in texts]
    blocks += ranged.how_sure(ranges, now, words)
    if now.faults or then.faults:
        warning = words("The accounts of this run do not add up: do not rely on its figures.")
        blocks.insert(0, Paragraph(warning, strong=True))
    return Section("summary", words("In plain words"), tuple(blocks))


def _headlines(request: Request, now: Results, then: Results, ranges: Ranges) -> Section:
    """The six numbers of the overview large, with their ranges, then every one with its
    difference.
    """
    words = request.words
    first = overview.readings(words)
    shown = headlines.grouped(first, now, then, words)
    tiles = tuple(beside(shown, ranges, words))
    rows = tables.headlines(every(words), now, then, words)
    unlike = headlines.unlike(now, then, words)
    return Section("headlines", words("The numbers that matter"), (
        Paragraph(overview.verdict(now, words), strong=True), *_asides(overview, now, words),
        *([Paragraph(unlike)] if unlike else []), *ranged.rests(request),
        Numbers(tiles), rows,
    ))


def _pages(scene: Scene) -> list[Section]:
    """The pages with figures in reports that tell of what the scenario has."""
    words = scene.words
    return [
        Section(key, answer.question(words), (
            Paragraph(answer.verdict(scene.now, words), strong=True),
            *_asides(answer, scene.now, words),
            *map(Chart, drawn(scene, *answer.SHOWN.in_reports)),
            *tables.of_page(answer, scene),
        ))
        for key, answer in IN_REPORTS.items()
        if answer.SHOWN.applies(scene.now.run.scenario)
    ]


def _asides(answer: object, now: Results, words: Words) -> list[Paragraph]:
    said = aside(answer, now, words)
    return [Paragraph(said)] if said else []


def _facts(request: Request) -> tuple[tuple[str, str], ...]:
    """What a reader must know to make the report again."""
    words, shared = request.words, request.shared
    facts = {
        words("For"): request.client,
        words("Date"): words.date(request.day),
        words("Scenario"): shared.document.title(request.language),
        words("Compared with"): tables.baseline_name(shared, words),
        words("Simulated"): words.plural("{count} day", "{count} days",
                                         int(shared.scenario.number("horizon.days"))),
        words("Day 0"): words.date(shared.day_zero) if shared.day_zero else "",
        words("Scenario fingerprint"): fingerprint(shared.scenario),
        words("Baseline fingerprint"): fingerprint(shared.baseline),
        words("Model version"): MODEL_VERSION,
        words("Seed"): _seeds(request),
        words("Link"): request.link,
    }
    return tuple((label, text) for label, text in facts.items() if text)


def _seeds(request: Request) -> str:
    """Of everything that is drawn at random."""
    words, members = request.words, request.members
    drawn = [] if ranged.asked_of(request).is_certain else [
        words("{seed} for the draws", seed=request.drawn.seed)]
    if members is not None:
        drawn.append(words("{seed} for {count} single members", seed=members.seed,
                           count=words.number(members.count, digits=0)))
    return words(", ").join(drawn) or words("none: nothing is drawn at random")


def document(request: Request) -> str:
    """The scenario as a document that Backstop opens again."""
    shared = request.shared
    loaded = shared.document
    titles = {request.language: title(request)} if request.title else dict(loaded.titles)
    notes = dict(loaded.notes) if shared.scenario == loaded.scenario else {}
    return write(Document(loaded.name, titles, notes, shared.scenario,
                          request.uncertain or loaded.uncertainty,
                          model_version=MODEL_VERSION, own=loaded.own,
                          row_titles=of_rows(shared.row_titles, shared.scenario),
                          day_zero=shared.day_zero, currency=shared.currency))


def baseline_document(request: Request) -> str:
    """What the scenario is held against, as a document."""
    shared = request.shared
    name = tables.baseline_name(shared, request.words)
    return write(Document("baseline", {request.language: name}, {}, shared.baseline,
                          model_version=MODEL_VERSION,
                          row_titles=of_rows(shared.row_titles, shared.baseline),
                          day_zero=shared.day_zero, currency=shared.currency))
