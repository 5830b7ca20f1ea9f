"""Finds the texts in the sources with Babel and brings the catalogues up to date."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

from wording import catalogue

ROOT = Path(__file__).parent.parent

# words("…"), mark("…"), plural("one", "several", n) and the model's Problem(field, value, "…").
KEYWORDS = {**DEFAULT_KEYWORDS, "words": None, "mark": None, "plural": (1, 2), "Problem": (3,)}


def extracted(root: Path = ROOT) -> Catalog:
    """Every text of the sources under `root` that babel.cfg names, with where it stands."""
    found = Catalog(project="Backstop", charset="utf-8", fuzzy=False)
    for file, line, message in _messages(root):
        found.add(message, locations=[(file, line)])
    return found


def _messages(root: Path) -> Iterator[tuple[str, int, str | tuple[str, ...]]]:
    with (root / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    for file_name, line, message, _comments, _context in extract_from_dir(
        root, methods, options, KEYWORDS, directory_filter=_is_ours
    ):
        yield Path(file_name).as_posix(), line, message


def _is_ours(folder: str) -> bool:
    name = Path(folder).name
    return not name.startswith((".", "__")) and name != "tests"


def update(language: str) -> Catalog:
    """Rewrite a language's .po file: new texts come in untranslated, unused ones go out."""
    found = extracted()
    kept = catalogue.read(language)
    created = kept.creation_date
    kept.update(found, no_fuzzy_matching=True)
    # Dates and line numbers would change with every edit and say nothing about the texts.
    kept.creation_date = kept.revision_date = created
    kept.project, kept.version = "Backstop", "1"
    kept.msgid_bugs_address, kept.last_translator, kept.language_team = "", "Backstop", "Backstop"
    with catalogue.path(language).open("wb") as file:
        write_po(
            file, kept, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False
        )
    return kept
