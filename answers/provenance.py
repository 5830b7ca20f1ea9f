"""Where a value comes from: its source's words where it is the source's value, and else that it was
entered, beside what the source says.
"""

from answers.contract.listing import source_of
from answers.help import ASSUMED, source
from answers.statements import gist
from answers.values import written
from model import Scenario
from model.terms.parameters import declared
from scenarios.sources import entered, is_rule, vouched
from wording import Words


def described(name: str, scenario: Scenario, words: Words) -> str:
    """Where the value of a dotted name in a scenario comes from, in full."""
    if words.own:
        return source(declared(name), words)
    if not entered(name, scenario):
        statement, text = source_of(declared(name), words)
        return f"{statement}: {text}" if statement else text
    said = instead(name, scenario, words)
    if declared(name).source.startswith(ASSUMED):
        return said
    return words("{said}. {gist}", said=said, gist=gist(declared(name).source, words))


def briefly(name: str, scenario: Scenario, words: Words) -> str:
    """The same without what the statement says."""
    if words.own or not entered(name, scenario):
        return source(declared(name), words)
    return instead(name, scenario, words)


def instead(name: str, scenario: Scenario, words: Words) -> str:
    """That a value was entered, and what the pitch, or our assumption, says instead."""
    parameter, found = declared(name), vouched(name, scenario)
    value = written(name, found.value, words) if found.known else ""
    if parameter.source.startswith(ASSUMED):
        why = words(parameter.source.removeprefix(ASSUMED))
        if not found.known:
            return words("entered here; nothing is assumed for such a row")
        return words("entered here; our assumption is {value}: {why}", value=value, why=why)
    facts = {"value": value, "source": parameter.source}
    if is_rule(name):
        return words("entered here; the vendor's page gives a rule ({source})", **facts)
    if not found.known:
        return words("entered here; the vendor's page has no such row ({source})", **facts)
    return words("entered here; the vendor's page says {value} ({source})", **facts)
