"""Contents to save."""

import functools

import scenarios


@functools.cache
def scenario(sell_fee: float = 0.2) -> str:
    """The pitched terms with another fee, as a complete document."""
    pitched = scenarios.load("as_pitched")
    changed = pitched.scenario.replace({"campaigns.main.sell_fee": sell_fee})
    document = scenarios.Document(
        "x", pitched.titles, pitched.notes, changed, pitched.uncertainty
    )
    return scenarios.write(document)


def pitch(text: str = "") -> str:
    """A document whose content is not looked into."""
    return f'format = 1\ntitle = "{text}"\n'
