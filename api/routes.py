"""The addresses below /api/v1: who is let in, whose turn it is, what goes back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from analysis.batches import Cancelled, Progress
from api import described, told
from api.allowed import is_allowed
from api.asked import LANGUAGE, read_body, read_fields
from api.files import FILES, FileOperation
from api.jobs import Jobs
from api.operations import OPERATIONS, Operation
from api.turns import Crowded, Desk
from library import LibraryError
from library.jobs import Job
from model import MODEL_VERSION, ScenarioError, simulate
from model.compiled import is_warm
from scenarios import load, schema
from scenarios.documents import PITCHED, SIZE_LIMIT

BODY_LIMIT = SIZE_LIMIT + 500_000
"""Bytes of a request: the largest document, and what is asked of it."""
_log = logging.getLogger("backstop")

Answer = Callable[[Request], Awaitable[Response]]
Who = Callable[[Scope], str]


def nobody(_scope: Scope) -> str:
    """Who asks, where nobody signs in."""
    return ""


def application(jobs: Jobs, who: Who = nobody) -> Starlette:
    """What answers below /api/v1; `who` knows who is signed in."""
    desk = Desk()
    routes = [
        Route(f"/{each.name}", _guarded(_asking(each, desk, who)), methods=["POST"])
        for each in OPERATIONS.values()
    ]
    documents = {"schema": _schema, "openapi.json": _openapi, "docs": _docs, "health": _health}
    routes += [Route(f"/{name}", _guarded(act)) for name, act in documents.items()]
    routes += [Route(f"/{each.name}", _guarded(_beginning(each, jobs, who)), methods=["POST"])
               for each in FILES.values()]
    routes += [*_about_jobs(jobs, who),
               Route("/mcp", _Assisting(desk, jobs, who), methods=["POST"])]
    return Starlette(routes=routes, exception_handlers={HTTPException: _unlike})


async def _unlike(request: Request, error: Exception) -> Response:
    """No such address, or another method."""
    assert isinstance(error, HTTPException)
    return told.refused(error.status_code, told.words_of(request))


def _guarded(act: Answer) -> Answer:
    """Answers whom it may, whatever happens."""

    async def answering(request: Request) -> Response:
        words = told.words_of(request)
        if not is_allowed(request):
            return told.refused(403, words)
        try:
            return await act(request)
        except LibraryError as error:
            return told.refused(503, words, words.problem(error.problems[0]))
        except ScenarioError as error:
            return told.not_permitted(error, words)
        except Crowded as crowded:
            return told.refused(429 if crowded.alone else 503, words)
        except (ClientDisconnect, Cancelled):
            return Response(status_code=499)  # nobody is there to read it
        except Exception:
            _log.exception("a request to the API failed")
            return told.refused(500, words)

    return answering


def _asking(operation: Operation, desk: Desk, who: Who) -> Answer:
    """Reads a request, and computes its answer in its turn for as long as somebody waits."""

    async def answering(request: Request) -> Response:
        words = told.words_of(request)
        if not told.is_json(request):
            return told.refused(415, words)
        wants_table = told.ARROW in request.headers.get("accept", "")
        if wants_table and operation.table is None:
            return told.refused(406, words)
        content = await _body(request)
        if content is None:
            return told.refused(413, words)
        return await desk.computed(
            caller(request, who), partial(_computed, operation, request, content, wants_table),
            request.is_disconnected)

    return answering


def caller(request: Request, who: Who) -> str:
    """Whom a request is counted for."""
    return who(request.scope) or (request.client.host if request.client else "")


def _computed(
    operation: Operation, request: Request, content: bytes, wants_table: bool, progress: Progress
) -> Response:
    """The answer to one request, in a thread. Raises Cancelled once it is given up."""
    words = told.words_of(request)
    try:
        given = read_body(content, operation.fields)
        words = told.words_of(request, given["language"])
        if wants_table and operation.table is not None:
            return told.arrow(operation.table(given, words, progress))
        return told.answer(operation.act(given, words, progress))
    except ScenarioError as error:
        return told.not_permitted(error, words)


async def _body(request: Request, most: int = BODY_LIMIT) -> bytes | None:
    """What was sent; None once it is more than so many bytes."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > most:
            return None
    return bytes(content)


def _beginning(operation: FileOperation, jobs: Jobs, who: Who) -> Answer:
    """Begins a job: what it needs is JSON, or stands in the address beside a file."""

    async def answering(request: Request) -> Response:
        words, is_json = told.words_of(request), told.is_json(request)
        if not operation.sent and not is_json:
            return told.refused(415, words)
        content = await _body(request, operation.sent or BODY_LIMIT)
        if content is None:
            return told.refused(413, words)

        def begun() -> Response:
            given = (read_fields(dict(request.query_params), operation.fields) if operation.sent
                     else read_body(content, operation.fields))
            speaks = told.words_of(request, given["language"])
            work = operation.work(given, content, speaks)
            name, job = jobs.begin(caller(request, who), speaks, work)
            place = request.url_for("job", name=name).path
            return told.answer(told.job(name, job, place, speaks), 202, {"Location": place})

        return await asyncio.to_thread(begun)

    return answering


def _looking(jobs: Jobs, who: Who, act: Callable[[Request, str, Job], Response]) -> Answer:
    """Answers about a job of the caller's."""

    async def answering(request: Request) -> Response:
        name = request.path_params["name"]

        def looked() -> Response:
            job = jobs.look(name, caller(request, who))
            if job is None:
                return told.refused(404, told.words_of(request))
            return act(request, name, job)

        return await asyncio.to_thread(looked)

    return answering


def _about_jobs(jobs: Jobs, who: Who) -> list[Route]:
    def look(request: Request, name: str, job: Job) -> Response:
        return told.answer(told.job(name, job, request.url.path, told.words_of(request)))

    def drop(request: Request, name: str, job: Job) -> Response:
        jobs.cancel(name)
        return Response(status_code=204)

    def fetch(request: Request, name: str, job: Job) -> Response:
        words = told.words_of(request)
        content = jobs.file(name) if job.state == "done" else None
        if content is None:
            errors = told.errors_of(job, words)
            return told.refused(409, words, errors[0]["detail"] if errors else "", errors=errors)
        return told.file(job, content)

    return [
        Route("/jobs/{name}", _guarded(_looking(jobs, who, look)), name="job"),
        Route("/jobs/{name}", _guarded(_looking(jobs, who, drop)), methods=["DELETE"]),
        Route("/jobs/{name}/file", _guarded(_looking(jobs, who, fetch))),
    ]


@dataclass(frozen=True)
class _Assisting:
    """The same operations as tools, for an assistant that the reader uses."""

    desk: Desk
    jobs: Jobs
    who: Who

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        if not is_allowed(request):
            await told.refused(403, told.words_of(request))(scope, receive, send)
            return
        from api import assistant  # takes a second, of which most servers need nothing

        asker = assistant.Asker(self.desk, self.jobs, caller(request, self.who))
        await assistant.over_http(asker)(scope, receive, send)


async def _schema(request: Request) -> Response:
    language = request.query_params.get(LANGUAGE.name)
    wanted = None if language is None else LANGUAGE.take(LANGUAGE.name, language)
    return told.answer(schema.described(told.words_of(request, wanted)))


async def _openapi(request: Request) -> Response:
    return told.answer(described.document())


async def _docs(request: Request) -> Response:
    return Response(described.page(told.words_of(request)), media_type="text/html")


async def _health(request: Request) -> Response:
    """Alive: it answers. Ready: the model is compiled and gives a run."""
    ready = await asyncio.to_thread(_is_ready)
    return told.answer({"alive": True, "ready": ready, "model_version": MODEL_VERSION})


def _is_ready() -> bool:
    if not is_warm():
        return False
    simulate(load(PITCHED).scenario.replace({"horizon.days": 30}))
    return True
