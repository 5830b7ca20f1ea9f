"""The operations as tools of the Model Context Protocol: an assistant that the reader uses asks
Backstop and gets computed answers. `python -m api.assistant` speaks on its own streams,
`/api/v1/mcp` over HTTP; nothing can be changed through it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from mcp import types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.types import Receive, Scope, Send

from analysis.batches import Progress
from api.asked import LANGUAGE, Asked, Field, read_fields, schema_of, text_of
from api.assistant_jobs import JOB_TOOLS, TEMPLATE, JobTool, file
from api.jobs import Jobs
from api.kept import own_library
from api.operations import OPERATIONS, Operation
from api.turns import Crowded, Desk
from model import MODEL_VERSION, ScenarioError, warm
from scenarios import schema
from scenarios.documents import case_names, load, preset_names
from wording import LANGUAGES, Words, mark

INSTRUCTIONS = (
    "Backstop computes what point schemes backed by a pool bring to members, operator and agents. "
    "Never guess a figure: ask `run` (readings of a scenario), `search` (which terms hold), "
    "`claims` (which promises of the pitch are kept), `vary`, `compare`. Name the model version. "
    "`describe` gives the source of each parameter (S-n: a statement of the vendors' material; "
    "ASSUMPTION: ours), its unit and range: tell the reader which figures rest on assumptions. "
    "Shares are parts of one, money is in yuan unless the scenario says otherwise, days count from "
    "0; null is undefined. `report` begins a report as a file, `job` says how far it is.")
NO_TOOL = "{name}: there is no such tool; permitted is {permitted}"
CROWDED = mark("Too many requests at once")
FOUND = 60
"""Names told at once; more are only counted."""
TELL_SECONDS = 0.5
"""How often a caller who wants to know is told how far an answer is."""

ABOUT = Field("about", {"type": "string", "description": "a part of a name or title, for instance "
              "sell_fee or referral"}, text_of, "")


def _presets(given: Asked, words: Words, progress: Progress) -> dict[str, object]:
    """What comes with the program."""
    found = {}
    for name in (*preset_names(), *case_names()):
        document = load(name)
        found[name] = {"title": document.title(words.language),
                       "note": document.note(words.language)}
    return {"scenarios": found}


def _described(given: Asked, words: Words, progress: Progress) -> dict[str, object]:
    """Parameters, readings and series by a part of their names or titles."""
    about, told = given["about"].lower(), dict(schema.described(words))
    kinds = {kind: table for kind, table in told.items() if isinstance(table, dict)}
    found: dict[str, object] = {"model_version": MODEL_VERSION}
    for kind, table in kinds.items():
        named = {name: each for name, each in table.items()
                 if about in name.lower() or about in str(each["title"]).lower()}
        few = len(named) <= FOUND
        found[kind] = named if few else {name: each["title"] for name, each in named.items()}
    return found


TOOLS = {**OPERATIONS, **{each.name: each for each in (
    Operation("scenarios", "The scenarios that come with Backstop: presets and cases that ran",
              (LANGUAGE,), _presets),
    Operation("describe", "Parameters (unit, range, source), readings and daily series by name",
              (ABOUT, LANGUAGE), _described),
)}}
"""What an assistant may call and is answered at once."""


def _tool(each: Operation | JobTool) -> types.Tool:
    return types.Tool(
        name=each.name, title=each.summary, description=each.summary,
        input_schema=schema_of(each.fields),
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, open_world_hint=False,
            idempotent_hint=each.name != "report"))


@dataclass(frozen=True)
class Asker:
    """One caller, and what answers them."""

    desk: Desk
    jobs: Jobs
    who: str = ""

    async def answered(
        self, name: str, given: dict[str, Any], tell: Callable[[float], Awaitable[None]]
    ) -> dict[str, object]:
        """What a tool answers, telling meanwhile how far it is as a share of one."""
        tool = JOB_TOOLS.get(name)
        if tool is not None:
            return await asyncio.to_thread(_job, tool, self.jobs, self.who, given)
        far = [0.0]
        telling = asyncio.create_task(_keep_telling(far, tell))
        try:
            return await self.desk.computed(self.who, partial(_computed, TOOLS[name], given, far))
        finally:
            telling.cancel()


async def _keep_telling(far: list[float], tell: Callable[[float], Awaitable[None]]) -> None:
    """Tell how far it is whenever that is further."""
    told = 0.0
    while True:
        await asyncio.sleep(TELL_SECONDS)
        if far[0] > told:
            told = far[0]
            await tell(told)


def _computed(
    operation: Operation, given: dict[str, Any], far: list[float], progress: Progress
) -> dict[str, object]:
    """The answer to one call, in a thread."""
    fields = read_fields(given, operation.fields)

    def reached(done: int, total: int) -> bool:
        far[0] = done / max(1, total)
        return progress(done, total)

    return operation.act(fields, Words(fields["language"] or "en"), reached)


def _job(tool: JobTool, jobs: Jobs, who: str, given: dict[str, Any]) -> dict[str, object]:
    fields = read_fields(given, tool.fields)
    return tool.act(jobs, who, fields, Words(fields["language"] or "en"))


def server(asker: Asker) -> Server[Any]:
    """The tools, counted for one caller."""
    every: list[Operation | JobTool] = [*TOOLS.values(), *JOB_TOOLS.values()]

    async def tools(
        _context: ServerRequestContext[Any, Any], _asked: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_tool(each) for each in every])

    async def call(
        context: ServerRequestContext[Any, Any], asked: types.CallToolRequestParams
    ) -> types.CallToolResult:
        given = dict(asked.arguments or {})
        language = given.get("language")
        words = Words(language if language in tuple(LANGUAGES) else "en")
        names = [each.name for each in every]
        if asked.name not in names:
            return _refused([NO_TOOL.format(name=asked.name[:60], permitted=", ".join(names))])

        async def tell(share: float) -> None:
            await context.session.report_progress(share, 1.0)

        try:
            found = await asker.answered(asked.name, given, tell)
        except ScenarioError as error:
            return _refused([words.problem(each) for each in error.problems])
        except Crowded:
            return _refused([words(CROWDED)])
        text = json.dumps(found, ensure_ascii=False, allow_nan=False)
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=text)], structured_content=found)

    async def templates(
        _context: ServerRequestContext[Any, Any], _asked: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=[TEMPLATE])

    async def read(
        _context: ServerRequestContext[Any, Any], asked: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        return await asyncio.to_thread(file, asker.jobs, asker.who, asked.uri)

    return Server("backstop", version=MODEL_VERSION, title="Backstop", instructions=INSTRUCTIONS,
                  on_list_tools=tools, on_call_tool=call,
                  on_list_resource_templates=templates, on_read_resource=read)


def _refused(reasons: list[str]) -> types.CallToolResult:
    return types.CallToolResult(is_error=True, content=[
        types.TextContent(type="text", text=reason) for reason in reasons])


def over_http(asker: Asker) -> Callable[[Scope, Receive, Send], Any]:
    """Answers one HTTP request, as a stream where there is progress; nothing is kept between two.
    """

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        manager = StreamableHTTPSessionManager(server(asker), stateless=True)
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    return answering


async def over_streams() -> None:
    """Answers on standard input and output until they end."""
    jobs = Jobs(own_library)
    tools = server(Asker(Desk(), jobs))
    async with jobs.lasting(), stdio_server() as (read, write):
        await tools.run(read, write, tools.create_initialization_options())


if __name__ == "__main__":
    warm.cohorts()
    asyncio.run(over_streams())
