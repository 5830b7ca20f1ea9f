"""Jobs that are done as soon as they are started, for tests of what comes of them."""

from typing import Any


class AtOnce:
    """Stands in for the pool of threads of `ui.session.jobs`."""

    def submit(self, work, *arguments: Any, who: str = "") -> None:
        work(*arguments)
