"""`python -m wording`: bring the catalogues up to date and say what is left to translate."""

import sys

from wording.extraction import update
from wording.languages import LANGUAGES, SOURCE


def main() -> int:
    """Update every catalogue; exit code 1 while one lacks a translation."""
    missing = 0
    for language in LANGUAGES:
        if language == SOURCE:
            continue
        catalogue = update(language)
        waiting = [message for message in catalogue if message.id and not message.string]
        missing += len(waiting)
        print(f"{language}: {len(catalogue)} texts, {len(waiting)} without a translation")
        for message in waiting:
            print(f"  {message.id!r} ({', '.join(file for file, _ in message.locations)})")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
