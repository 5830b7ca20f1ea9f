"""Requests that the tests of reports share, and readers of what comes of them."""

from datetime import date
from html.parser import HTMLParser

from answers.draws import stated
from reports.formats import make
from reports.request import Request
from scenarios import Shared

DAY = date(2026, 11, 25)
HOSTILE = ("<script>alert(1)</script>", "=cmd()|'/c calc'!A1", "{{7*7}}", "{% raw %}", "]]>",
           "</style><b>", "\"'&lt;", "</textarea><!--", "\\3c script")
SHARED = Shared("as_pitched", Shared.of("stop_gifting").scenario)


def asked(language: str = "en", uncertain: bool = False, **texts: object) -> Request:
    """A report of gifting that stops, held against the pitched terms."""
    spread = stated(SHARED.document, SHARED.scenario) if uncertain else None
    return Request(SHARED, language, DAY, uncertain=spread, **texts)


def page(request: Request) -> str:
    """Its HTML report."""
    return make(request, "html").decode()


INLINE = {"a", "b", "span", "wbr"}


class Read(HTMLParser):
    """A page as a browser takes it apart: elements with their attributes, texts, raw scripts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.styles: list[str] = []
        self.texts: list[str] = []
        self.within: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.texts += [" "] if tag not in INLINE else []
        if tag in ("script", "style"):
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.texts.append(data)
        elif self.within[-1] == "style":
            self.styles.append(data)
        else:
            self.scripts.append((self.elements[-1][1], data))

    @property
    def text(self) -> str:
        """What is read, its white space as a browser shows it."""
        return " ".join("".join(self.texts).split())

    def script(self, name: str) -> str:
        """The content of the script element of that id."""
        return "".join(text for attributes, text in self.scripts if attributes.get("id") == name)
