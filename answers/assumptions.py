"What is all this based on?"

from answers.help import ASSUMED
from model import Scenario
from model.terms.parameters import declared
from scenarios.sources import entered
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("What is all this based on?")


def verdict(now: Scenario, words: Words) -> str:
    """How many parameters somebody decides, and how many the pitch names."""
    parameters = [declared(name) for name in now.possible_names]
    levers = sum(parameter.lever for parameter in parameters)
    if words.own:
        return words("{count} parameters, all entered here: {levers} are levers that the operator "
                     "sets, {others} are assumptions about people, markets and costs.",
                     **_written(words, count=len(parameters), levers=levers,
                                others=len(parameters) - levers))
    estimated = sum(parameter.source.startswith(ASSUMED) for parameter in parameters)
    return words(
        "{count} parameters: {levers} are levers that the operator sets, {others} are "
        "assumptions about people, markets and costs. For {named} the vendor's page gives a "
        "rule or a figure; {estimated} are our own estimates.",
        **_written(words, count=len(parameters), levers=levers, others=len(parameters) - levers,
                   named=len(parameters) - estimated, estimated=estimated),
    )


def departures(now: Scenario, loaded: Scenario, words: Words) -> str:
    """How many parameters are not as loaded, and how many stand at another value than the pitch's.
    """
    changed = sum(name in now.possible_names for name in now.differences(loaded))
    if words.own:
        return words("Changed since loading: {changed}.", **_written(words, changed=changed))
    other = sum(entered(name, now) for name in now.possible_names
                if not declared(name).source.startswith(ASSUMED))
    return words(
        "Changed since loading: {changed}. A source vouches only for its own value: {other} of "
        "the parameters that the vendor's page gives were entered here with another value.",
        **_written(words, changed=changed, other=other),
    )


def _written(words: Words, **counts: int) -> dict[str, str]:
    return {name: words.number(count, digits=0) for name, count in counts.items()}
