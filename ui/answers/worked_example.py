"""Do the source's own figures add up?"""

from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("Do the source's own figures add up?")
