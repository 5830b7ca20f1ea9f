"""What goes back: JSON, Arrow, refusals as problem details (RFC 9457) in the caller's words."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from api.operations import Table
from library.jobs import Job
from model import ScenarioError
from wording import LANGUAGES, Words, mark

ARROW = "application/vnd.apache.arrow.stream"
PROBLEM = "application/problem+json"
QUIET = {"Cache-Control": "no-store"}

TITLES = {
    400: mark("This is no request"),
    403: mark("Not permitted here"),
    404: mark("There is nothing at this address"),
    405: mark("This address takes another method"),
    406: mark("This answer does not come in that form"),
    409: mark("There is no file yet, or there will be none"),
    413: mark("Too large"),
    415: mark("JSON is needed here"),
    422: mark("What was asked is refused"),
    429: mark("Too many requests of one caller at once"),
    500: mark("We failed; details are in the server's log"),
    503: mark("Too many requests at once"),
}
LOST = mark("The server that worked at this has stopped; ask again")


def words_of(request: Request, language: str | None = None) -> Words:
    """The words of the language that is asked for, else of the first that the caller accepts."""
    accepted = [part.partition(";")[0].strip().lower()[:2]
                for part in request.headers.get("accept-language", "").split(",")]
    return Words(language or next((each for each in accepted if each in LANGUAGES), "en"))


def is_json(request: Request) -> bool:
    """Whether what was sent says that it is JSON."""
    return request.headers.get("content-type", "").partition(";")[0].strip() == "application/json"


def answer(
    content: Mapping[str, object], status: int = 200, headers: Mapping[str, str] = QUIET
) -> Response:
    """An answer as JSON, in which undefined numbers are null."""
    text = json.dumps(content, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode(), status, media_type="application/json",
                    headers={**QUIET, **headers})


def errors_of(found: Job, words: Words) -> list[Mapping[str, str]]:
    """Why a job has no file, by field, where there is something to say."""
    lost: list[Mapping[str, str]] = [{"field": "server", "detail": words(LOST)}]
    return lost if found.state == "lost" else list(found.errors)


def job(name: str, found: Job, place: str, words: Words) -> dict[str, object]:
    """How far a job at an address is, and where its file is once it is done."""
    return {
        "id": name, "state": found.state, "done": found.done, "total": found.total,
        "address": place, "errors": errors_of(found, words),
        **({"file": f"{place}/file", "name": found.name} if found.state == "done" else {})}


def file(job: Job, content: bytes) -> Response:
    """What a job has made, to be saved under its name."""
    return Response(content, media_type=job.mime, headers={
        **QUIET, "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f'attachment; filename="{job.name}"'})


def arrow(table: Table) -> Response:
    """A table as one Arrow IPC stream; undefined numbers are NaN."""
    import pyarrow as pa  # takes a third of a second, of which most callers need nothing

    found = pa.table(dict(table.columns))
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, found.schema) as stream:
        stream.write_table(found)
    return Response(sink.getvalue(), media_type=ARROW, headers=QUIET)


def refused(status: int, words: Words, detail: str = "", **more: object) -> Response:
    """A refusal."""
    title = words(TITLES[status])
    content = {"type": "about:blank", "title": title, "status": status,
               "detail": detail or title, **more}
    headers = {**QUIET, **({"Retry-After": "1"} if status in (429, 503) else {})}
    return Response(json.dumps(content, ensure_ascii=False).encode(), status,
                    media_type=PROBLEM, headers=headers)


def not_permitted(error: ScenarioError, words: Words) -> Response:
    """Every problem that was found, by field."""
    errors = [{"field": each.field, "detail": words.problem(each)} for each in error.problems]
    return refused(422, words, errors[0]["detail"] if errors else "", errors=errors)
