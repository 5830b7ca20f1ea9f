"""`python -m scenarios`: the door for who types it; the command line stands in `commands/`."""

import sys

from commands.main import main

if __name__ == "__main__":
    sys.exit(main())
