"""What does all of this rest on?"""

from answers.help import ASSUMED
from model import Scenario
from model.parameters import declared
from scenarios.sources import entered
from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("What does all of this rest on?")


def verdict(now: Scenario, words: Words) -> str:
    """How many parameters somebody decides, and how many the pitch names."""
    parameters = [declared(name) for name in now.possible_names]
    levers = sum(parameter.lever for parameter in parameters)
    estimated = sum(parameter.source.startswith(ASSUMED) for parameter in parameters)
    return words(
        "{count} parameters: {levers} are levers that the operator decides, {others} are "
        "assumptions about people, markets and costs. For {named} the pitch gives a rule or a "
        "figure; {estimated} are estimates of ours.",
        **_written(words, count=len(parameters), levers=levers, others=len(parameters) - levers,
                   named=len(parameters) - estimated, estimated=estimated),
    )


def departures(now: Scenario, loaded: Scenario, words: Words) -> str:
    """How many parameters are not as loaded, and how many stand at another value than the pitch's.
    """
    changed = sum(name in now.possible_names for name in now.differences(loaded))
    other = sum(entered(name, now) for name in now.possible_names
                if not declared(name).source.startswith(ASSUMED))
    return words(
        "Changed since loading: {changed}. A source vouches for its own value only: {other} of the "
        "parameters that the pitch names were entered here at another value.",
        **_written(words, changed=changed, other=other),
    )


def _written(words: Words, **counts: int) -> dict[str, str]:
    return {name: words.number(count, digits=0) for name, count in counts.items()}
