"""A button for each format of the report: it makes the file, with progress, and downloads it."""

import logging
import re
from dataclasses import dataclass, field
from functools import lru_cache, partial

import streamlit as st

from analysis.batches import Progress
from model import Problem
from reports.content import title
from reports.formats import FORMATS, key, make
from reports.request import Request
from scenarios.documents import fingerprint
from ui.door import access
from ui.session import delivery, jobs, state
from wording import Words

_log = logging.getLogger("backstop")

KEPT = 12
"""Files that are kept to be downloaded again; the largest take 3 MB."""


@dataclass(frozen=True)
class Asked:
    """A report in a format, told apart from others by all that goes into it."""

    key: tuple[object, ...]
    request: Request = field(compare=False)
    progress: Progress | None = field(compare=False, default=None)


def draw(request: Request, words: Words) -> None:
    """The formats side by side; what some of them lack on this machine is said below."""
    lacking: dict[str, Problem] = {}
    made: dict[str, str] = {}
    columns = st.columns(len(FORMATS), gap="small")
    for column, (name, form) in zip(columns, FORMATS.items(), strict=True):
        missing = form.missing()
        if missing is not None:
            lacking[name] = missing
        with column, st.container(border=True, height="stretch", key=f"report {name}",
                                  vertical_alignment="distribute"):
            with st.container(gap="xsmall"):
                st.markdown(_head(name))
                st.caption(words(form.purpose))
            made |= _file(name, Asked(key(request, name), request), name in lacking, words)
    st.caption(words("One press makes the file and downloads it."))
    delivery.deliver(made)
    for problem in lacking.values():
        st.info(words.problem(problem), icon=":material/download_for_offline:")


def _file(name: str, asked: Asked, impossible: bool, words: Words) -> dict[str, str]:
    """One press makes the file; gives what is made by now: mark of its job → button's key."""
    job = jobs.current(_job(name))
    if job is None or job.question != asked:
        st.button(words("Make {format}", format=name.upper()), key=f"make {name}",
                  width="stretch", type="primary", disabled=impossible,
                  on_click=state.everywhere,
                  args=(jobs.start, _job(name), asked,
                        partial(_made, name, asked, access.user().id)))
        return {}
    content = jobs.show(_job(name), asked, words)
    if content is None:
        return {}
    form = FORMATS[name]
    st.download_button(words("Download"), content, _file_name(asked.request) + form.suffix,
                       form.mime, key=f"download {name}", width="stretch", on_click="ignore")
    return {job.mark: f"download {name}"}


def _head(name: str) -> str:
    return f":material/{FORMATS[name].icon}: **{name.upper()}**"


def _job(name: str) -> str:
    return f"report {name}"


def _made(name: str, asked: Asked, user: str, progress: Progress) -> bytes:
    """The file; the log tells who made which kind of report, and nothing of what is in it."""
    content = _kept(name, Asked(asked.key, asked.request, progress))
    _log.info("report made as %s by %s, %d bytes", name, user or "the only user", len(content))
    return content


@lru_cache(maxsize=KEPT)
def _kept(name: str, asked: Asked) -> bytes:
    """A file as it was made first, for all sessions. Raises ScenarioError, Cancelled."""
    return make(asked.request, name, asked.progress)


def _file_name(request: Request) -> str:
    """A name that says of what it is a report, which every system accepts."""
    words = re.sub(r"[^\w-]+", "-", title(request)).strip("-")[:60]
    return f"backstop-{words}-{fingerprint(request.shared.scenario)}"
