"""The page to sign in on, the way back to where a stranger came from, and who is signed in."""

import logging
import re

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.door import access, books
from ui.frame import icon
from ui.session import state
from wording import LANGUAGES, Words
from wording.literal import code, literal

NAME = "Backstop"
GREETED = "greeted"
ARRIVED = "arrived"
ASKED = "asked for page"
_log = logging.getLogger("backstop")

# The provider sends everybody back to the bare address: the tab remembers where they had been.
_remember = st.components.v2.component(
    "backstop_remember", isolate_styles=False, js="""
export default function ({ data }) {
  const { pathname, search } = window.location
  document.documentElement.lang = data?.language ?? "en"
  // Where the browser keeps nothing, one comes back to the first page.
  try {
    if (/[?&](s|pitch)=/.test(search)) sessionStorage.setItem("backstop-return", pathname + search)
  } catch {}
}
""",
)
_return = st.components.v2.component(
    "backstop_return", isolate_styles=False, js="""
export default function ({ setTriggerValue }) {
  let kept = null
  try {
    kept = sessionStorage.getItem("backstop-return")
    sessionStorage.removeItem("backstop-return")
  } catch {}
  if (kept) window.location.replace(window.location.origin + kept)
  else setTriggerValue("arrived", true)
}
""",
)


NO_SIDEBAR = "<style>[data-testid=stSidebar] { display: none }</style>"
"""Signed out elsewhere, a busy browser may keep the empty frame of it."""


def needed() -> bool:
    """Draw the page to sign in on (True) unless who is here may come in (False).

    Somebody who has just signed in first goes back to where they were sent away from.
    """
    now = access.settings()
    if not access.admitted():
        _page(now)
        return True
    if not now.on:
        return False
    if {"s", "pitch"} & {*st.query_params} or state.chosen(ARRIVED, False):
        _greet()
        return False
    _return(key="return", on_arrived_change=lambda: state.choose(ARRIVED, True))
    return True


def _greet() -> None:
    """Log a user once a session."""
    if not state.chosen(GREETED, False):
        state.choose(GREETED, True)
        who = access.user()
        _log.info("signed in: %s (%r)", who.id, who.email or who.name)


def _page(now: access.Settings) -> None:
    words = Words(state.language())
    _stand_in()
    st.html(NO_SIDEBAR)
    _remember(key="remember", data={**st.query_params.to_dict(), "language": words.language})
    with st.container(horizontal_alignment="center", key="sign in"):
        st.space("large")
        with st.container(border=True, width=440, gap="medium"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.image(icon.DATA, width=44)
                st.title(NAME, anchor=False, width="content")
            if now.faults:
                _faults(now, words)
            else:
                _providers(now, words)
        _languages(words)


def _stand_in() -> None:
    """Be the page of whatever address was asked for: Streamlit would say that it is not there."""
    context = get_script_run_ctx()
    asked = context.pages_manager.intended_page_name if context else None
    if asked:  # told only as a session begins
        state.choose(ASKED, asked)
    asked = state.chosen(ASKED, "")
    pages = [st.Page(_nothing, title=NAME, default=True)]
    if re.fullmatch(r"[\w-]{1,40}", asked):
        pages.append(st.Page(_nothing, title=NAME, url_path=asked))
    st.navigation(pages, position="hidden")


def _nothing() -> None:
    """The body of that page."""


def _providers(now: access.Settings, words: Words) -> None:
    st.markdown(words("What a points scheme backed by a pool does to its members, day by day. "
                      "Please sign in to see it."))
    for provider in now.providers:
        alone = provider == access.DEFAULT
        label = words("Sign in") if alone else words("Sign in with {provider}",
                                                     provider=literal(provider.title()))
        if st.button(label, key=f"sign in {provider}", type="primary", width="stretch",
                     icon=":material/login:"):
            st.login(None if alone else provider)


def _faults(now: access.Settings, words: Words) -> None:
    """Name fields, never their values: whoever reads this is a stranger."""
    told = "".join(
        f"\n- {words(fault.template, **{**fault.details, 'field': code(fault.details['field'])})}"
        for fault in now.faults)
    st.error(words("Signing in is not set up completely, so nobody can come in.") + "\n" + told,
             icon=":material/lock:")
    st.caption(words("For who looks after this server: complete the section auth in Streamlit's "
                     "secrets.toml, then start Backstop again. docs/team.md says how."))


def _languages(words: Words) -> None:
    with st.container(horizontal=True, horizontal_alignment="center"):
        for code, language in LANGUAGES.items():
            if st.button(language.name, key=f"speak {code}", type="tertiary",
                         disabled=code == words.language):
                st.query_params["lang"] = code
                st.rerun()


def signed_in(words: Words) -> None:
    """Who is signed in and the way out, where sign-in is on."""
    if not access.settings().on:
        return
    who = access.user()
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center", key="signed in"):
        st.caption(words("Signed in as {name}", name=literal(who.name)), width="stretch",
                   help=literal(who.email) or None)
        if st.button(words("Sign out"), key="sign out", type="tertiary",
                     icon=":material/logout:"):
            books.sign_out()
            st.stop()  # a rerun would lose the way to the provider
