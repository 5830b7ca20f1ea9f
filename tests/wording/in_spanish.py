"""What a program of Backstop does in Spanish, where `wording/` has that language too: run by
`test_a_new_language.py`, it writes what came of it as JSON.
"""

import json
import sys
from contextlib import redirect_stdout
from datetime import date, datetime
from io import StringIO
from pathlib import Path

from streamlit.testing.v1 import AppTest

import commands.main
import scenarios
from reports.formats import FORMATS
from ui.session.navigation import PAGES
from wording import Words

ROOT = Path(__file__).parents[2]
SHORT = ("--set", "horizon.days=60")
CHOSEN = ("price", "glossary", "pitch", "report")
"""Pages to open: with figures, with words of every language, with forms."""
PITCH = '''
format = 1
title = "Pitched"
title_es = "Lo prometido"
[[steps]]
id = "one"
kind = "text"
sentence = "Of members, {recovered_share}."
sentence_es = "De los socios, {recovered_share}."
stage.base = "as_pitched"
'''


def page(name: str) -> dict[str, object]:
    """What a page says at the top, what its tiles are called and show."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=300)
    app.query_params["lang"] = "es"
    app.run()
    if name != "overview":
        app.switch_page(str(next(ROOT.glob(f"pages/*/{name}.py")).relative_to(ROOT))).run()
    sent = {element.proto.component_name: json.loads(element.proto.json)
            for element in app.get("bidi_component")}
    tiles = next((data["tiles"] for place, data in sent.items() if place.endswith("tiles")), [])
    return {"header": app.title[0].value, "harm": [str(e.value) for e in app.exception],
            "lang": app.query_params["lang"], "title": PAGES[name].title,
            "labels": [tile["label"] for tile in tiles], "values": [t["value"] for t in tiles]}


def told(*arguments: str) -> str:
    """What a command prints."""
    with redirect_stdout(StringIO()) as printed:
        assert commands.main.main(list(arguments)) == 0, arguments
    return printed.getvalue()


def reports(folder: Path) -> dict[str, int]:
    """The size of a report in each format."""
    made = {kind: folder / f"report.{kind}" for kind in FORMATS}
    for kind, file in made.items():
        told("report", "as_pitched", *SHORT, "--language", "es", "--format", kind,
             "--out", str(file))
    return {kind: file.stat().st_size for kind, file in made.items()}


def main(folder: Path) -> None:
    """Everything once."""
    words = Words("es")
    text = scenarios.write(scenarios.load("as_pitched"))
    (folder / "pitch.toml").write_text(PITCH, encoding="utf-8")
    text = text.replace("title_zh =", 'title_es = "Según lo prometido"\n#')
    titled = scenarios.read(text.encode(), "titled")
    found = {
        "pages": {name: page(name) for name in ("overview", *CHOSEN)},
        "reports": reports(folder),
        "check": told("--language", "es", "check", "as_pitched"),
        "pitch": told("--language", "es", "pitch", str(folder / "pitch.toml")),
        "day": words.date(date(2026, 11, 25)),
        "moment": words.moment(datetime(2026, 11, 25, 14, 5)),
        "money": [words.money(-1_234_567.0), words.money(1234.5, compact=False)],
        "percent": words.percent(0.0014), "title": titled.title("es"),
        "written": 'title_es = "Según lo prometido"' in scenarios.write(titled),
    }
    (folder / "said.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
