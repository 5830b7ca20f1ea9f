"""The course of operating cash in words: clauses that pages put into their sentences."""

from analysis import cash_course
from analysis.cash_course import Course
from answers.results import Results
from model.readings.statement import statement
from wording import Words, mark
from wording.names import flow_name


def clause(now: Results, words: Words) -> str:
    """How long operating cash lasts, what it needs to start with, from when it never recovers."""
    found = cash_course.course(now.run)
    facts = {
        "days": words.number(now.run.days, digits=0), "first": words.day(found.first_negative),
        "funding": words.money(found.funding), "start": words.money(found.at_start),
        "never": words.day(found.never_recovers), "recovered": words.day(found.recovered),
    }
    if found.first_negative is None:
        return words("operating cash lasts all {days} days", **facts)
    return words(_from_the_start(found) if found.starts_below else _later(found), **facts)


def _from_the_start(found: Course) -> str:
    """A scheme whose first day closes below zero does not run out of cash: it never had any."""
    if found.always_below:
        return mark("the scheme needs {funding} to start with, for operating cash is below zero "
                    "on every day")
    if found.never_recovers is not None:
        return mark("the scheme needs {start} to start with; from {never} on operating cash stays "
                    "below zero to the end, and {funding} must come from outside")
    if found.funding > found.at_start:
        return mark("the scheme needs {start} to start with and {funding} at its worst; from "
                    "{recovered} on operating cash stays above zero")
    return mark("the scheme needs {start} to start with, and from {recovered} on operating cash "
                "stays above zero")


def _later(found: Course) -> str:
    if found.never_recovers == found.first_negative:
        return mark("operating cash runs out on {first} and stays below zero to the end: {funding} "
                    "must come from outside")
    if found.never_recovers is not None:
        return mark("operating cash first runs out on {first}, and from {never} on stays below "
                    "zero to the end: {funding} must come from outside")
    return mark("operating cash runs out on {first}, and {funding} must come from outside until "
                "it is back for good on {recovered}")


def hidden(now: Results, words: Words) -> str:
    """How much of the first year's cash is money that comes once, where that hides a lack, and the
    day on which the lack would show; empty where nothing is hidden.
    """
    found = cash_course.one_off(now.run)
    if found is None:
        return ""
    facts = {
        "fees": words.money(found.fees), "opening": words.money(found.opening),
        "days": words.number(found.days, digits=0), "cash": words.money(found.closing),
        "without": words.money(found.without), "day": words.day(found.negative),
    }
    if not found.fees:
        return words("Without the {opening} that it starts with, operating cash would first be "
                     "below zero on {day}, and stand at {without} instead of {cash} after {days} "
                     "days.", **facts)
    if not found.opening:
        return words("In the first {days} days agents' fees, less the goods given for them, bring "
                     "{fees}: without them operating cash would first be below zero on {day}, and "
                     "stand at {without} instead of {cash} at the end of that time.", **facts)
    return words("{opening} are there at the start, and in the first {days} days agents' fees, "
                 "less the goods given for them, bring {fees}: without both operating cash would "
                 "first be below zero on {day}, and stand at {without} instead of {cash} at the "
                 "end of that time.", **facts)


def nobody(now: Results, words: Words) -> str:
    """What happens to the money where nobody joins: agents may pay, and costs run on."""
    account = statement(now.run)
    fees = float(account.sources["agent_fees"][0])
    costs = {name: float(amount[0]) for name, amount in account.uses.items() if amount[0] > 0}
    if not (fees or costs):
        return words("Nobody joins, so nobody wins and nobody pays.")
    facts = {
        "fees": words.money(fees), "cash": clause(now, words),
        "costs": words(", ").join(
            words("{name} {amount}", name=flow_name(words, name), amount=words.money(amount))
            for name, amount in costs.items()),
    }
    if not fees:
        return words("Nobody joins, and no agent either; costs run on ({costs}), and {cash}.",
                     **facts)
    return words("Nobody joins, but agents still pay {fees} in joining fees; costs run on "
                 "({costs}), and {cash}.", **facts)
