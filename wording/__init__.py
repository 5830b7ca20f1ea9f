"""The words of the product: catalogues, and numbers and days in each language's habit."""

from wording.catalogue import mark
from wording.languages import LANGUAGES, SOURCE, Language, part_of, spoken
from wording.words import Words

__all__ = ["LANGUAGES", "SOURCE", "Language", "Words", "mark", "part_of", "spoken"]
