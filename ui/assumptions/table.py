"""The page's body: what to look for, then one line per parameter that was found."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import streamlit as st

from answers import assumptions as answer
from answers import listing, provenance
from answers.help import permitted
from answers.statements import gist
from answers.values import name_of, row_of, unit_of, written
from model.terms.parameters import declared
from scenarios.calendar import NAME
from scenarios.uploads.tables import guarded
from ui.assumptions import calendar, rows
from ui.frame import controls
from ui.frame.page import choice
from ui.session import document, state
from wording import Words
from wording.names import called

SEARCH = "assumption search"
KIND = "assumption kind"
GROUP = "assumption group"
WIDTHS = (29, 21, 25, 25)


def draw(words: Words) -> None:
    """How much rests on what, the way to the parameters, and the parameters."""
    _follow_jump()
    view = state.current()
    changed = listing.changed(view.loaded, view.scenario, view.pending)
    st.subheader(answer.verdict(view.scenario, words), anchor=False)
    st.caption(answer.departures(view.scenario, view.loaded, words))
    calendar.draw(view)
    names = listing.found(_wanted(view), view.scenario, changed)
    if not names:
        st.info(_nothing(words), icon=":material/search_off:")
    else:
        _head(words)
    for name in names[:listing.LIMIT]:
        _line(name, view, name in changed)
    if len(names) > listing.LIMIT:
        st.caption(words("{count} more are not drawn: search, or choose a row.",
                         count=words.number(len(names) - listing.LIMIT, digits=0)))
    st.download_button(words("Download the whole table"), lambda: whole(view),
                       "backstop-assumptions.csv", "text/csv", icon=":material/download:",
                       type="tertiary", on_click="ignore", key="assumptions csv")


def _follow_jump() -> None:
    """A parameter that the reader was sent to becomes the search, which marks it."""
    name = state.current().jump
    if name:
        state.choose(SEARCH, name)
        state.choose(KIND, "all")
        state.renew(SEARCH)
        state.renew(KIND)
        state.jump("")


def _wanted(view: state.View) -> listing.Wanted:
    """What the reader looks for, as the controls above the table say."""
    words = view.words
    left, right = st.columns([4, 5], vertical_alignment="bottom")
    with left:
        search = _search(words)
    with right:
        kind = _kind(words)
    wanted = listing.Wanted("growth", "", kind, search, words.row_titles)
    if wanted.everywhere:
        return wanted
    group = choice(GROUP, words("Group"), listing.groups(words))
    table = listing.row_table_of(group)
    return listing.Wanted(group, rows.choose(table, view) if table else "", kind)


def _search(words: Words) -> str:
    control = state.control(SEARCH)
    search: str = state.chosen(SEARCH, "")
    with st.container(key=SEARCH):
        st.text_input(words("Search"), search, key=control.key, type="search", live=True,
                      icon=":material/search:", on_change=state.choose_wished, args=(control,),
                      placeholder=words("Name, row or name in the files, in any language"))
    return search


def _kind(words: Words) -> str:
    return choice(KIND, words("Show"), {
        "all": words("everything"), "levers": words("levers"), "assumptions": words("assumptions"),
        "changed": words("changed only"),
    })


def _nothing(words: Words) -> str:
    if state.chosen(SEARCH, ""):
        return words("No parameter matches this search.")
    if state.chosen(KIND, "all") == "changed":
        return words("Everything is as loaded.")
    return words("There is nothing of that kind here.")


def _head(words: Words) -> None:
    titles = (words("Parameter"), words("Value"), words("Loaded value and permitted range"),
              words("Where it comes from"))
    with st.container(key="assumption heads"):
        for place, title in zip(st.columns(WIDTHS), titles, strict=True):
            place.caption(title)


def _line(name: str, view: state.View, changed: bool) -> None:
    """One parameter: what it is, its control, what it was and may be, what it rests on."""
    with st.container(key=f"assumption {name}", border=name == state.chosen(SEARCH, "")):
        title, control, values, reason = st.columns(WIDTHS)
        title.markdown(_title(name, view, changed))
        with control:
            controls.draw(name, view)
        with values, st.container(gap="xxsmall"):
            _values(name, view, changed)
        with reason:
            _reason(name, view)


def _title(name: str, view: state.View, changed: bool) -> str:
    """Label and badges; small below it row, unit and dotted name."""
    words, parameter = view.words, declared(name)
    row = called(words, row_of(name)) if "*" in parameter.field else ""
    small = " · ".join(text for text in (row, unit_of(parameter, words)) if text)
    badges = " ".join(_badges(name, view, changed))
    return (f"**{words.label(parameter)}** {badges}  \n"
            + f":small[{small} `{name}`]".replace("[ ", "["))


def _badges(name: str, view: state.View, changed: bool) -> Iterator[str]:
    """Whether anybody decides it, whether it counts now, what the reader did to it."""
    words = view.words
    if declared(name).lever:
        yield _badge(words("lever"), "blue")
    else:
        yield _badge(words("assumption"), "gray")
    if listing.idle(name, view.scenario):
        yield _badge(words("not in use"), "gray")
    if name in view.pending:
        yield _badge(words("not applied"), "red")
    elif name not in view.loaded.possible_names:
        yield _badge(words("new row"), "orange")
    elif changed:
        yield _badge(words("changed"), "orange")


def _badge(text: str, colour: str) -> str:
    return f":{colour}-badge[{text}]"


def _values(name: str, view: state.View, changed: bool) -> None:
    """The value as loaded, where it is another now a button that returns to it; the default and
    the permitted range, which for a choice is what its control offers.
    """
    words, parameter = view.words, declared(name)
    told = [words("Default: {value}", value=written(name, parameter.default, words))]
    if parameter.kind != "choice":
        told.append(words("Permitted: {range}", range=permitted(parameter, words)))
    if name in view.loaded.possible_names:
        value = view.loaded[name]
        loaded = written(name, value, words)
        if changed:
            st.button(loaded, key=f"as loaded {name}", type="tertiary", icon=":material/undo:",
                      help=words("Return to the value as loaded"),
                      on_click=state.everywhere, args=(controls.put, name, value))
        else:
            told.insert(0, words("As loaded: {value}", value=loaded))
    st.caption("  \n".join(told))


def _reason(name: str, view: state.View) -> None:
    """What the value rests on, or that it was entered, beside what its source says."""
    words, parameter = view.words, declared(name)
    text = provenance.briefly(name, view.scenario, words)
    unsaid = words.own or listing.assumed(parameter)
    st.caption(text[:1].upper() + text[1:], help=None if unsaid else gist(
        parameter.source, words))


def whole(view: state.View) -> bytes:
    """Every parameter as CSV, marked as UTF-8 for spreadsheets."""
    words, file = view.words, io.StringIO()
    table = csv.writer(file)
    table.writerow([words("Parameter"), words("Name in the files"), words("Value"),
                    words("As loaded"),
                    words("Default"), words("Permitted"), words("Kind"),
                    words("Where it comes from")])
    if view.shared.day_zero is not None:
        table.writerow((calendar.label(words), NAME, view.shared.day_zero.isoformat()))
    table.writerows((words("Title"), field, guarded(title))
                    for field, title in document.row_titles(view).items())
    table.writerows(_record(name, view) for name in view.scenario.possible_names)
    return file.getvalue().encode("utf-8-sig")


def _record(name: str, view: state.View) -> tuple[Any, ...]:
    words, parameter = view.words, declared(name)
    known = name in view.loaded.possible_names
    return (
        name_of(name, words), name, written(name, view.scenario[name], words),
        written(name, view.loaded[name], words) if known else words("new row"),
        written(name, parameter.default, words), permitted(parameter, words),
        words("lever") if parameter.lever else words("assumption"),
        provenance.briefly(name, view.scenario, words),
    )
