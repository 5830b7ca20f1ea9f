"""Coroutines of ours, run from tests."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def run(asked: Coroutine[Any, Any, Any]) -> Any:
    """Its result; in a thread of its own, since the browser's tests leave a loop in theirs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asked).result()
