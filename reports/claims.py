"""The promises of the pitch with their verdicts, and on request the terms that would keep them."""

from __future__ import annotations

from analysis.claims import VERDICTS, Claim
from answers import claims as answer
from answers import goal_seek
from answers.cards import Card
from answers.promises import found, part_kept, solve, solved, tested, what_it_takes
from answers.statements import gist
from charts.claims import parts_kept
from model import Scenario
from reports.blocks import Block, Chart, Paragraph, Points, Section, Table
from wording import Words


def section(scenario: Scenario, baseline: Scenario, terms: bool, words: Words) -> Section:
    """Verdicts side by side, how far each promise is kept, and what it would take."""
    claims, past = tested(scenario), tested(baseline)
    verdict = words("Verdict")
    rows = [
        {
            words("Promise"): words(claim.promise.statement),
            verdict: words(VERDICTS[claim.verdict]), words("Part kept"): part_kept(claim, words),
            words("At the baseline"): words(VERDICTS[before.verdict]),
            words("What was found"): found(claim, words), **_source(claim, words),
        }
        for claim, before in zip(claims, past, strict=True)
    ]
    title = words("How far each promise is kept")
    help = words("Of all cases in which the scenario tests a promise (days, members or tiers), "
                 "the part in which it is kept.")
    blocks: list[Block] = [
        Paragraph(answer.verdict(claims, words), strong=True), Paragraph(answer.note(words)),
        Chart(Card(title, help, parts_kept(claims, past, words), "promises")),
        Table(words("Promises and verdicts"), rows, "claims", wide=(
            words("Promise"), words("What was found"), words("Source"))),
    ]
    if terms:
        solutions = solved(scenario) or solve(scenario)
        for claim in claims:
            solution = solutions.get(claim.promise.name)
            takes = what_it_takes(claim, solution, scenario, words) if solution else []
            if takes:
                blocks += [Paragraph("", lead=words(claim.promise.statement)),
                           Points(tuple(Paragraph(text) for text in takes))]
        blocks += _recommended(scenario, words)
    return Section("claims", answer.question(words), tuple(blocks))


def _source(claim: Claim, words: Words) -> dict[str, str]:
    """Who promised it; nothing for a scheme that is not the vendor's."""
    source = claim.promise.source
    return {} if words.own else {words("Source"): f"{source}: {gist(source, words)}"}


def _recommended(scenario: Scenario, words: Words) -> list[Block]:
    """The terms that give members most and that the operator can pay for, as the page Goal seek
    finds them when nothing else is asked."""
    terms = goal_seek.found_terms(scenario)
    if terms is None:
        return []
    title = words("Which terms would hold, and give members most?")
    return [Paragraph("", lead=title),
            Points(tuple(Paragraph(text) for text in goal_seek.described_terms(terms, words)))]
