"""What do the words mean?"""

from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("What do the words mean?")
