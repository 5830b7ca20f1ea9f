"""`python -m scenarios.uploads.worker`: the process of `scenarios.uploads.apart`."""

import sys

from scenarios.uploads.apart import serve
from scenarios.uploads.containers import READERS

if __name__ == "__main__":
    serve(READERS[sys.argv[1]], int(sys.argv[2]))
