"""What a report hands over, and of what."""

from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("What goes to the client, in which format and language?")


def verdict(title: str, baseline: str, words: Words) -> str:
    """Which scenario is handed over, and what it is held against, if that is another one."""
    if not baseline:
        return words("“{title}” as one document, every number with its source.", title=title)
    return words("“{title}” compared with “{baseline}”, every number with its source.",
                 title=title, baseline=baseline)
