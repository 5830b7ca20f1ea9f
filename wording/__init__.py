"""The words of the product: catalogues, and numbers and days in each language's habit."""

from wording.catalogue import LANGUAGES, mark
from wording.words import Words

__all__ = ["LANGUAGES", "Words", "mark"]
