"""The parts of the Method page, each drawn from its data."""

import streamlit as st

from answers.contract.controls import CONTROLS
from answers.contract.equation import Equation
from answers.contract.facts import BENCHMARKS, CASES, WARNINGS
from answers.contract.joining import BASKETS, JOINS, PROFILES
from answers.contract.limits import CHECKS, CHOICES, LEFT_OUT
from answers.contract.listing import fact, kind_of, source_of, terms_of, warning
from answers.contract.modes import MODES
from answers.contract.one_day import CASH, PAYOUTS, POOL
from answers.contract.reading_off import CLOSED_FORMS, READINGS
from answers.contract.remarks import REMARKS
from answers.contract.single_members import SINGLE_MEMBERS
from answers.listing import assumed
from answers.statements import STATEMENTS, gist
from model import MODEL_VERSION
from model.terms.parameters import PARAMETERS, Parameter
from ui.frame import search
from wording import Words, mark

EQUATIONS = {
    mark("Who joins"): JOINS,
    mark("What an order is made of"): BASKETS,
    mark("What a member does"): PROFILES,
    mark("A day: pool, points and price"): POOL,
    mark("A day: referral, leaders, agents"): PAYOUTS,
    mark("A day: what operators hold back"): CONTROLS,
    mark("A day: other modes"): MODES,
    mark("A day: wallet and operating cash"): CASH,
    mark("Single members, where simulated"): SINGLE_MEMBERS,
    mark("What is read off a run"): READINGS,
    mark("Rules of thumb (closed forms)"): CLOSED_FORMS,
}


def equations(words: Words) -> None:
    """Every equation with what it says, where it is computed, and what enters it."""
    st.markdown(words("A day follows the other in the order of this list. Money is yuan, time "
                      "whole days; t is today, u the days since a member joined. V are sales "
                      "(E first orders, R repeat orders, W from the wallet), $Rel$ what ad "
                      "points release, $Wat$ finished ad tasks, P is the pool, S its points, p "
                      "the price."))
    for title, laws in EQUATIONS.items():
        st.subheader(words(title), anchor=False)
        for law in laws:
            st.markdown(_equation(law, words))


def _equation(law: Equation, words: Words) -> str:
    """Title, formula and sentence; below them, small, the file and the parameters that enter."""
    used = " · ".join(_used(PARAMETERS[field], words) for field in law.fields)
    where = f"`{law.file}`" + (words(" · uses {parameters}", parameters=used) if used else "")
    return (f"**{words(law.title)}**\n\n$$\n{law.written(words)}\n$$\n\n"
            f"{words(law.sentence)}  \n:small[:gray[{where}]]")


def _used(parameter: Parameter, words: Words) -> str:
    """A parameter's label and what it rests on."""
    rests_on = words("assumption") if assumed(parameter) else parameter.source
    return words("{parameter} ({source})", parameter=words.label(parameter), source=rests_on)


def parameters(words: Words) -> None:
    """Every declared parameter with unit, range, default and source."""
    st.markdown(words("Each number is declared once; controls, checks, helps and this table are "
                      "made from that. A lever is decided by the operator, an assumption by "
                      "people and markets."))
    _searched("parameters search", [_parameter(p, words) for p in PARAMETERS.values()], words)


def _parameter(parameter: Parameter, words: Words) -> dict[str, str]:
    colour = "blue" if parameter.lever else "gray"
    badge = f":{colour}-badge[{kind_of(parameter, words)}]"
    statement, text = source_of(parameter, words)
    return {
        words("Parameter"): f"**{words.label(parameter)}** {badge}  \n`{parameter.field}`",
        **terms_of(parameter, words),
        words("Source"): f"**{statement}** {text}" if statement else text,
    }


def statements(words: Words) -> None:
    """The source's statements with our remarks and the parameters that rest on them."""
    st.markdown(words("What the vendor's page says, in our own words. These are claims to be "
                      "tested, not facts."))
    _searched("statements search", [_statement(id, words) for id in STATEMENTS], words)


def _statement(id: str, words: Words) -> dict[str, str]:
    resting = [words.label(p) for p in PARAMETERS.values() if p.source == id]
    return {
        words("Statement"): f"**{id}**",
        words("It says"): gist(id, words),
        words("Wrong or open"): words(REMARKS.get(id, "")) or words.undefined,
        words("Parameters that rest on it"): " · ".join(resting) or words.undefined,
    }


def _searched(name: str, rows: list[dict[str, str]], words: Words) -> None:
    """Those of the rows that match what is typed into a search field above them."""
    wanted = search.field(name, words)
    found = search.matching(rows, wanted)
    if found:
        search.table(found)
    else:
        search.nothing(wanted, words)


def outside(words: Words) -> None:
    """Benchmarks, cases and warnings, with who published them and how far to trust it."""
    st.markdown(words("Grades: A official or audited, B press or court report, C vendor or "
                      "promoter, D mirror or aggregator."))
    st.subheader(words("Benchmarks"), anchor=False)
    search.table([fact(found, words) for found in BENCHMARKS])
    st.subheader(words("Cases to compare with"), anchor=False)
    search.table([fact(found, words) for found in CASES])
    st.subheader(words("Warnings"), anchor=False)
    search.table([warning(found, words) for found in WARNINGS])
    st.caption(words("None of this is legal advice."))


def limits(words: Words) -> None:
    """What is left out, and what was chosen where the equations are silent."""
    st.subheader(words("What is left out"), anchor=False)
    _list(LEFT_OUT, words)
    st.subheader(words("Choices where the equations are silent"), anchor=False)
    search.table([
        {words("Open"): words(question), words("Backstop's choice"): words(answer),
         words("File"): f"`{file}`"}
        for question, answer, file in CHOICES
    ])


def checks(words: Words) -> None:
    """How the numbers were checked, and by which tests."""
    st.markdown(words("Model version {version}. A printed figure belongs to the version printed "
                      "with it; whenever the same scenario gives other numbers, the version "
                      "changes.",
                      version=MODEL_VERSION))
    search.table([
        {words("Check"): f"**{words(title)}**", words("What it does"): words(what),
         words("File"): f"`{file}`"}
        for title, what, file in CHECKS
    ])
    st.caption(words("Checks show that the equations are computed rightly. Whether people will "
                     "behave as assumed no check can show: move the assumptions and see."))


def _list(texts: tuple[str, ...], words: Words) -> None:
    st.markdown("\n".join(f"- {words(text)}" for text in texts))
