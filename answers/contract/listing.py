"""The contents of the method as rows of plain cells, for the page and for reports."""

from answers.contract.facts import Fact, Warned
from answers.help import permitted, source
from answers.listing import assumed
from answers.statements import gist
from answers.tables import Row
from answers.values import unit_of, written
from model.terms.parameters import Parameter
from wording import Words


def fact(found: Fact, words: Words) -> Row:
    """A benchmark or a case."""
    return {
        words("Subject"): words(found.subject), words("Known"): words(found.figure),
        words("Published by, when"): words(found.publisher), words("Grade"): found.grade,
    }


def warning(found: Warned, words: Words) -> Row:
    """A warning with its date and grade."""
    return {
        words("Warning"): words(found.text),
        words("Published by, when"): words(found.publisher), words("Grade"): found.grade,
    }


def kind_of(parameter: Parameter, words: Words) -> str:
    """Lever or assumption."""
    return words("lever") if parameter.lever else words("assumption")


def terms_of(parameter: Parameter, words: Words) -> Row:
    """Unit, permitted range, default and source of a parameter."""
    return {
        words("Unit"): unit_of(parameter, words),
        words("Permitted"): permitted(parameter, words),
        words("Default"): written(parameter.field, parameter.default, words),
    }


def source_of(parameter: Parameter, words: Words) -> tuple[str, str]:
    """Statement id and its gist; without an id why it was assumed."""
    if assumed(parameter):
        return "", source(parameter, words)
    return parameter.source, gist(parameter.source, words)
