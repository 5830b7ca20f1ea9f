"""Opens a page to read in a simulated browser, and reads it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


def opened(page: str, **query: str) -> AppTest:
    """The page `section/name` in a new session, with query parameters such as `lang`."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    return app.switch_page(f"pages/{page}.py").run()


def texts_of(app: AppTest) -> list[str]:
    """Every text of the page itself, the sidebar left out; tables cell by cell."""
    page = app.main
    kinds = (page.title, page.subheader, page.markdown, page.caption, page.warning, page.info)
    texts = [element.value for kind in kinds for element in kind]
    texts += [metric.label for metric in page.metric] + [button.label for button in page.button]
    for table in page.table:
        texts += [*map(str, table.value.columns), *map(str, table.value.to_numpy().ravel())]
    return [text for text in texts if text]
