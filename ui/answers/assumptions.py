"""What does all of this rest on?"""

from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("What does all of this rest on?")
