"""Members in a browser: every figure gives its data and picture, a large sample can be stopped."""

import pytest
from playwright.sync_api import expect

import scenarios
from analysis.member_life import life
from answers import samples
from answers.figures import members as figures
from answers.samples import Question
from tests.browser.screen import EN
from tests.browser.test_figures import downloaded, table


@pytest.fixture(scope="module")
def cards():
    """The figures of the first sample and of the median member."""
    scenario = scenarios.load("as_pitched").scenario
    found = samples.SHELF.of(Question(scenario, samples.FIRST_SIZE, 0))
    cohorts = samples.cohorts(scenario, tuple(found.spread.edges))
    return (figures.of_all(found.spread, cohorts, EN)
            + figures.of_one(life(found.run, found.at(50)), EN))


@pytest.mark.long
def test_every_figure_gives_its_data_and_picture(screen, cards):
    screen.go()
    screen.turn_to("members")
    expect(screen.figures()).to_have_count(len(cards))
    for card in cards:
        figure = screen.figure(card.title)
        expect(figure.locator(".main-svg").first).to_be_visible()
        name, data = downloaded(screen, figure.locator(".csv"))
        assert name == f"backstop-{card.key}.csv"
        assert table(data.decode()) == table(card.figure.csv().decode())
        name, picture = downloaded(screen, figure.locator(".png"))
        assert name == f"backstop-{card.key}.png"
        assert len(picture) > 5_000
    flows = screen.figure("Who funds whom").locator(".sankey-link")
    expect(flows).to_have_count(len(cards[4].figure.data[0]["link"]["value"]))


def test_a_large_sample_can_be_stopped(screen):
    screen.go()
    screen.turn_to("members")
    slider = screen.page.get_by_role("slider", name="Simulated members")
    slider.focus()
    slider.press("End")
    screen.settle()
    start = screen.page.get_by_role("button", name="Simulate 1,000,000 members")
    start.click()
    cancel = screen.page.get_by_role("button", name="Cancel")
    expect(cancel).to_be_visible()
    screen.settle()
    cancel.click()
    expect(cancel).to_have_count(0)
    expect(start).to_be_visible()
    expect(screen.page.get_by_text("20,000 simulated members stand for")).to_be_visible()
