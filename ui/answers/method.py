"""How are the numbers made, and how were they checked?"""

from wording import Words


def question(words: Words) -> str:
    """What the page answers."""
    return words("How are the numbers made, and how were they checked?")
