"""The scenario on screen as a document to be kept."""

from dataclasses import replace

from scenarios import Document
from scenarios.texts import of_rows
from ui.session import spread, state
from wording import SOURCE


def on_screen(view: state.View) -> Document:
    """Under the texts that it was loaded with, marked by * if it was changed since."""
    loaded = view.shared.document
    changed = view.scenario != loaded.scenario
    titles = {language: f"{title} *" if changed else title
              for language, title in loaded.titles.items()}
    return Document(loaded.name, titles, {} if changed else loaded.notes, view.scenario,
                    spread.to_save(view), own=loaded.own, row_titles=row_titles(view),
                    day_zero=view.shared.day_zero, currency=view.shared.currency)


def row_titles(view: state.View) -> dict[str, str]:
    """Titles of the rows on screen, by field."""
    return of_rows(view.shared.row_titles, view.scenario)


def named(view: state.View, name: str, note: str = "") -> Document:
    """Under a name of its own, with a note or else the loaded one where that still fits."""
    loaded = view.shared.document
    kept = view.shared.opened is not None or view.scenario == loaded.scenario
    notes = {SOURCE: note} if note else loaded.notes if kept else {}
    made = Document(name, loaded.titles, notes, view.scenario, spread.to_save(view),
                    own=loaded.own, row_titles=row_titles(view), day_zero=view.shared.day_zero,
                    currency=view.shared.currency)
    return called(made, name)


def called(document: Document, name: str) -> Document:
    """Titled by a name; titles in all languages stay if one of them is that name."""
    known = name in document.titles.values()
    return document if known else replace(document, titles={SOURCE: name})


def changed(view: state.View) -> bool:
    """Whether anything differs from the document that was loaded."""
    loaded = view.shared.document
    return (view.scenario, spread.to_save(view), row_titles(view), view.shared.day_zero) != (
        loaded.scenario, loaded.uncertainty, loaded.row_titles, loaded.day_zero)


def kept_at(document: Document, entry_id: str, number: int) -> Document:
    """The document with its place in the library."""
    return replace(document, origin=f"{entry_id}.{number}")


def origin(view: state.View) -> tuple[str, int] | None:
    """Entry and revision that the scenario on screen was opened from or last saved as."""
    opened = view.shared.opened
    if opened is None or not opened.origin:
        return None
    entry_id, _, number = opened.origin.rpartition(".")
    return entry_id, int(number)
