"""Per page: its question, the answer in one plain sentence, the readings on its tiles, and what
stands below them.
"""

from importlib import import_module

from scenarios.contents import PAGES

for _page in PAGES:
    import_module(f"answers.{_page}")
