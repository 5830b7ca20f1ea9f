"""`python -m api`: the API alone, in as many processes as are asked for."""

import argparse

from api.served import serve
from model import warm


def main() -> None:
    """Serve until it is stopped. Others than this machine are answered with BACKSTOP_API=on."""
    parser = argparse.ArgumentParser(prog="python -m api", description=main.__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8600)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    warm.cohorts()
    serve(options.host, options.port, options.workers)


if __name__ == "__main__":
    main()
