"""What is said where a scenario has no pool."""

from wording import Words


def none(words: Words) -> str:
    """What pages about pool, price and exits say."""
    return words("There is no pool in this case: nothing of an order enters one, so there are "
                 "neither points nor a price, and nobody is forced out.")
