"""Finds the texts in the sources with Babel and brings the catalogues up to date."""

import ast
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

from model.laws.series import SERIES
from model.laws.worked_example import worked_example
from model.members.declared import READINGS as OF_SINGLE_MEMBERS
from model.readings import OF_GROUPS, READINGS, WITHIN
from model.terms.parameters import PARAMETERS
from wording import catalogue

ROOT = Path(__file__).parent.parent
KEYWORDS = {**DEFAULT_KEYWORDS, "words": None, "mark": None, "plural": (1, 2)}
ASSUMPTION = "ASSUMPTION: "
READ = (("model/readings/declared.py", {**READINGS, WITHIN.name: WITHIN}),
        ("model/readings/groups.py", OF_GROUPS),
        ("model/members/declared.py", OF_SINGLE_MEMBERS))

Extracted = tuple[int, str | tuple[str, ...] | None, Any, Any]


def extracted(root: Path = ROOT) -> Catalog:
    """Every text of the sources under `root` that babel.cfg names, with where it stands."""
    with (root / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = Catalog(project="Backstop", charset="utf-8", fuzzy=False)
    for name, line, message, _comments, _context in extract_from_dir(
        root, methods, options, KEYWORDS, directory_filter=_is_ours
    ):
        found.add(message, locations=[(Path(name).as_posix(), line)])
    for kind, text, place in declared_texts():
        found.add(text, locations=[(place, 0)], context=kind)
    return found


def declared_texts() -> Iterator[tuple[str, str, str]]:
    """Texts that the model declares as data: of which kind, what, and in which file."""
    here = "model/terms/parameters.py"
    for parameter in PARAMETERS.values():
        yield "parameter", parameter.label, here
        yield from (("choice", text, here) for text in parameter.choices.values())
        if parameter.unit:
            yield "unit", parameter.unit, here
    for place, declared in READ:
        yield from (("reading", text, place) for each in declared.values() for text in each.texts)
    for series in SERIES.values():
        yield from (("series", text, "model/laws/series.py") for text in series.texts)
    for row in worked_example():
        yield "unit", row.unit, "model/laws/worked_example.py"
        for text in filter(None, (row.quantity, row.remark)):
            yield "figure", text, "model/laws/worked_example.py"


def extract_model(
    file: BytesIO,
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Any,
) -> Iterator[Extracted]:
    """Babel's own findings, and the texts of the model, which knows nothing of translation.

    Those are the templates of problems, known by their {field}, and the reasons in the sources
    of parameters, which follow "ASSUMPTION: ".
    """
    source = file.read()
    yield from extract_python(BytesIO(source), keywords, comment_tags, options)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value.startswith(ASSUMPTION):
                yield node.lineno, None, node.value.removeprefix(ASSUMPTION), []
            elif "{field}" in node.value:
                yield node.lineno, None, node.value, []


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
