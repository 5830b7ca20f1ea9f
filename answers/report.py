"""What a report hands over, and of what."""

from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("What goes to the client, in which format and language?")


def verdict(title: str, baseline: str, words: Words) -> str:
    """Which scenario is handed over, and what it is held against, if that is another one."""
    if not baseline:
        return words("“{title}” as one document, every number with its source.", title=title)
    return words("“{title}” held against “{baseline}”, every number with its source.",
                 title=title, baseline=baseline)


def purpose(name: str, words: Words) -> str:
    """What a format is good for."""
    return {
        "html": words("One file for any browser: charts to explore, prints well"),
        "pdf": words("The same, printed on A4, with the scenario attached"),
        "pptx": words("Slides with charts and tables that can be edited"),
        "xlsx": words("For finance: daily flows, and a sheet that recomputes them"),
        "csv": words("Tables for other programs, zipped with their description"),
    }[name]
