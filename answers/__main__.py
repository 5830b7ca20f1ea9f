"""`python -m answers`: a process of `answers.workers`, which a server begins for itself."""

import os

from answers.workers import serve

if __name__ == "__main__":
    serve()
    os._exit(0)  # nothing is to be put away
