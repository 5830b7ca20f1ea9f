"""Reports for assistants: one tool begins a report, another says how far it is, and the file is a
resource. Nothing but the job comes of it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass

from mcp import MCPError, types

from api import asked, told
from api.asked import Asked, Field, text_of
from api.files import FILES
from api.jobs import Jobs
from library import LibraryError
from model import ScenarioError
from model.terms.problems import problem
from wording import Words, mark

PLACE = "backstop://jobs/{name}"
READ_LIMIT = 20_000_000
"""Bytes of a file that an assistant is handed; larger ones are for the API."""
NO_JOB = mark("{field}: there is no such job of yours, or it is kept no more: {value}")
_FILE = re.compile(re.escape(PLACE).replace(re.escape("{name}"), "([^/]+)") + "/file")


@dataclass(frozen=True)
class JobTool:
    """What an assistant may call about jobs: `act` answers the fields of a call by one caller."""

    name: str
    summary: str
    fields: tuple[Field, ...]
    act: Callable[[Jobs, str, Asked, Words], dict[str, object]]


def _begun(jobs: Jobs, who: str, given: Asked, words: Words) -> dict[str, object]:
    name, job = jobs.begin(who, words, FILES["report"].work(given, b"", words))
    return told.job(name, job, PLACE.format(name=name), words)


def _looked(jobs: Jobs, who: str, given: Asked, words: Words) -> dict[str, object]:
    name = given["id"]
    job = jobs.look(name, who)
    if job is None:
        raise ScenarioError([problem(NO_JOB, "id", name[:60])])
    return told.job(name, job, PLACE.format(name=name), words)


JOB_TOOLS = {each.name: each for each in (
    JobTool("report", "Begin a report as a file; answers at once with the id of a job",
            FILES["report"].fields, _begun),
    JobTool("job", "How far a report is; once it is done, `file` is the resource to read",
            (Field("id", {"type": "string", "description": "as `report` told it"}, text_of,
                   required=True), asked.LANGUAGE), _looked),
)}
TEMPLATE = types.ResourceTemplate(
    name="file", title="A report that is done", uri_template=PLACE + "/file",
    description="what the tool `job` names as file, at most 20 MB")


def file(jobs: Jobs, who: str, uri: str) -> types.ReadResourceResult:
    """The file of a caller's job that is done. Raises MCPError where there is none."""
    found = _FILE.fullmatch(uri)
    name = found[1] if found else ""
    try:
        job = jobs.look(name, who)
        content = jobs.file(name) if job is not None and job.state == "done" else None
    except LibraryError as error:
        raise MCPError(types.INTERNAL_ERROR, str(error)) from error
    if job is None or content is None:
        raise MCPError(types.INVALID_PARAMS, NO_JOB.format(field="uri", value=uri[:100]))
    if len(content) > READ_LIMIT:
        raise MCPError(types.INVALID_PARAMS, f"{job.name}: {len(content)} > {READ_LIMIT} bytes")
    return types.ReadResourceResult(cache_scope="private", contents=[types.BlobResourceContents(
        uri=uri, mime_type=job.mime, blob=base64.b64encode(content).decode())])
