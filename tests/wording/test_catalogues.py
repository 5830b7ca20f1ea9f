"""Every text of the product has a translation that says the same with the same figures."""

import ast
from pathlib import Path
from string import Formatter

import pytest

import scenarios
from model import ScenarioError
from model.terms import scenario
from model.terms.parameters import PARAMETERS
from wording import LANGUAGES, Words
from wording.catalogue import read
from wording.extraction import ASSUMPTION, ROOT, extracted

TRANSLATED = [language for language in LANGUAGES if language != "en"]
OTHERS = {".venv", "tests", "benchmarks"}
SHOWN = ("app.py", "ui", "charts", "pages")

# Calls that put their first argument on the screen as it is.
WRITERS = {
    "title", "header", "subheader", "caption", "markdown", "write", "text", "metric", "button",
    "slider", "selectbox", "radio", "toggle", "checkbox", "number_input", "text_input",
    "text_area", "multiselect", "segmented_control", "pills", "expander", "popover", "tabs",
    "info", "warning", "error", "success", "toast", "spinner", "download_button", "link_button",
    "page_link", "select_slider", "dialog", "badge", "status",
}  # fmt: skip


@pytest.fixture(scope="module")
def texts():
    return [message for message in extracted() if message.id]


def forms(message):
    """The text of a message in all its plural forms."""
    return message if isinstance(message, tuple | list) else (message,)


def placeholders(text):
    """The names in braces, format specifications included."""
    return {(name, spec) for _, name, spec, _ in Formatter().parse(text) if name is not None}


def test_the_texts_of_every_part_are_found(texts):
    files = {file for message in texts for file, _ in message.locations}
    for part in ("ui", "charts", "pages", "model", "wording"):
        assert any(file.startswith(part + "/") for file in files), part


def test_no_text_stands_within_an_f_string_where_nobody_finds_it():
    inside = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for part in ("answers", "api", "charts", "commands", "reports", "ui", "wording")
        for path in (ROOT / part).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("words", "mark")
        and call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert not inside


def test_no_text_hides_in_an_f_string():
    """Where Babel looks for texts Python 3.11 shows it an f-string as one piece."""
    calls = {"words", "mark", "plural"}
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in ROOT.rglob("*.py") if path.relative_to(ROOT).parts[0] not in OTHERS
        for joined in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined) if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) in calls
        and call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert not hidden


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_and_none_is_left_over(texts, language):
    catalogue = read(language)
    entries = {(message.id, message.context): catalogue.get(message.id, message.context)
               for message in texts}
    assert not [text for text, entry in entries.items() if entry is None or entry.fuzzy]
    assert not [text for text, entry in entries.items() if not all(forms(entry.string))]
    assert not {(entry.id, entry.context) for entry in catalogue if entry.id} - set(entries)


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_placeholders(language):
    for entry in read(language):
        if entry.id:
            wanted = placeholders(forms(entry.id)[-1])
            for text in forms(entry.string):
                assert placeholders(text) == wanted, entry.id


def test_no_text_reaches_the_screen_untranslated():
    spoken = [finding for path in sources() for finding in literals_shown(path)]
    assert not spoken


def sources():
    """The Python files whose texts a reader sees."""
    for part in SHOWN:
        path = ROOT / part
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def literals_shown(path: Path):
    """Places where words of a source go to the screen without passing through `words`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if ast.unparse(node.func.value) == "_log":
            continue  # for who looks after the server
        shown = [keyword.value for keyword in node.keywords if keyword.arg in {"help", "label"}]
        if node.func.attr in WRITERS:
            shown += node.args[:1]
        for argument in shown:
            if any(character.isalpha() for character in plain_text(argument)):
                yield f"{path.relative_to(ROOT)}:{argument.lineno}"


def plain_text(node: ast.expr) -> str:
    """The literal words of an expression, those inside a call left out."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(plain_text(part) for part in node.values)
    return ""


def test_a_text_without_translation_is_shown_in_english():
    assert Words("zh")("no such text {figure}", figure=3) == "no such text 3"
    assert Words("zh")("") == ""


def test_a_refusal_is_told_in_the_readers_language():
    with pytest.raises(ScenarioError) as refusal:
        scenarios.load("as_pitched").scenario.replace({"campaigns.main.sell_fee": 2.0})
    told = Words("zh").problem(refusal.value.problems[0])
    assert told != str(refusal.value.problems[0])
    assert "campaigns.main.sell_fee" in told


def test_the_model_only_raises_problems_that_are_translated(texts):
    known = {message.id for message in texts}
    assert {
        text for name, text in vars(scenario).items() if name.isupper() and "{field}" in str(text)
    } <= known
    assumed = [p.source for p in PARAMETERS.values() if p.source.startswith(ASSUMPTION)]
    assert {source.removeprefix(ASSUMPTION) for source in assumed} <= known
