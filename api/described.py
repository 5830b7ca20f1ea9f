"""The operations as an OpenAPI 3.1 document, and as a page to read."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from functools import cache

from api.asked import Field, schema_of
from api.files import FILES, FileOperation
from api.operations import OPERATIONS, Operation
from api.told import ARROW, PROBLEM
from model import MODEL_VERSION
from wording import LANGUAGES, Words

BASE = "/api/v1"
EXAMPLES: dict[str, dict[str, object]] = {
    "run": {"scenario": "as_pitched", "set": {"campaigns.main.sell_fee": 0.3},
            "readings": ["recovered_share", "lowest_cash"], "series": ["operating_cash"]},
    "vary": {"scenario": "as_pitched", "vary": {"campaigns.main.sell_fee": [0.1, 0.2, 0.3]},
             "readings": ["recovered_share"]},
    "check": {"scenario": "base = \"as_pitched\"\n[horizon]\ndays = 365\n"},
    "claims": {"scenario": "stop_gifting"},
    "search": {"scenario": "as_pitched", "question": {
        "limits": [{"result": "lowest_cash", "at_least": 0}]}},
    "compare": {"scenarios": {"pitched": "as_pitched", "stop": "stop_gifting"},
                "results": ["lowest_cash"]},
    "report": {"scenario": "as_pitched", "format": "html", "client": "A client"},
    "ask": {"scenario": "as_pitched", "page": "overview", "figures": []},
}
"""One request of each operation."""


@cache
def document() -> dict[str, object]:
    """Every operation with the fields of its request; refusals are problem details."""
    gets = {"schema": "Every parameter, reading and series there is, by name",
            "health": "Whether the server answers and the model is ready"}
    paths: dict[str, object] = {f"{BASE}/{each.name}": {"post": _operation(each)}
                                for each in OPERATIONS.values()}
    paths |= {f"{BASE}/{each.name}": {"post": _begins(each)} for each in FILES.values()}
    paths |= _jobs()
    paths |= {f"{BASE}/{name}": {"get": {"operationId": name, "summary": summary, "responses": {
        "200": _content({"application/json": {"type": "object"}}, summary)}}}
        for name, summary in gets.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Backstop", "version": MODEL_VERSION,
                 "description": "What point schemes backed by a pool bring, and to whom."},
        "paths": paths,
        "components": {"schemas": {"Problem": {
            "type": "object", "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"type": "string"}, "title": {"type": "string"},
                "status": {"type": "integer"}, "detail": {"type": "string"},
                "errors": {"type": "array", "items": {
                    "type": "object", "properties": {
                        "field": {"type": "string"}, "detail": {"type": "string"}}}}}}}},
    }


def _operation(each: Operation) -> dict[str, object]:
    forms: dict[str, dict[str, object]] = {"application/json": {"type": "object"}}
    if each.table is not None:
        forms[ARROW] = {"type": "string", "format": "binary"}
    return {
        "operationId": each.name, "summary": each.summary,
        "requestBody": _asked(each.fields, EXAMPLES[each.name]),
        "responses": {"200": _content(forms, each.summary), **_refusals()},
    }


def _asked(fields: Sequence[Field], example: Mapping[str, object]) -> dict[str, object]:
    return {"required": True, "content": {"application/json": {
        "schema": schema_of(fields), "example": example}}}


def _refusals() -> dict[str, object]:
    problem: dict[str, object] = {"$ref": "#/components/schemas/Problem"}
    return {str(status): _content({PROBLEM: problem}, told) for status, told in (
        (403, "not from here"), (404, "nothing there"), (406, "no such form"),
        (409, "no file yet"), (413, "too large"), (415, "no JSON"),
        (422, "refused, with every field and reason"), (429, "too many at once"),
        (503, "too many at once"))}


def _begins(each: FileOperation) -> dict[str, object]:
    """What begins a job: fields as JSON, or in the address beside a file."""
    found: dict[str, object] = {
        "operationId": each.name, "summary": each.summary,
        "responses": {"202": _content({"application/json": {"type": "object"}},
                                      "the job: look at its address"), **_refusals()}}
    if not each.sent:
        return found | {"requestBody": _asked(each.fields, EXAMPLES[each.name])}
    return found | {
        "parameters": [{"name": field.name, "in": "query", "schema": dict(field.schema)}
                       for field in each.fields],
        "requestBody": {"required": True, "content": {"application/octet-stream": {
            "schema": {"type": "string", "format": "binary"}}}}}


def _jobs() -> dict[str, object]:
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
    refusals = _refusals()

    def told(name: str, kind: str, summary: str) -> dict[str, object]:
        return {"operationId": name, "summary": summary, "responses": {
            "200": _content({kind: {"type": "object"}}, summary), **refusals}}

    return {
        f"{BASE}/jobs/{{name}}": {
            "parameters": [name],
            "get": told("job", "application/json", "How far a job is"),
            "delete": {"operationId": "drop", "summary": "Stop a job, or let its file go",
                       "responses": {"204": {"description": "it stops"}, **refusals}}},
        f"{BASE}/jobs/{{name}}/file": {
            "parameters": [name],
            "get": told("file", "application/octet-stream", "What a job has made")},
    }


def _content(forms: Mapping[str, dict[str, object]], told: str) -> dict[str, object]:
    """An answer by its media types, each with its schema."""
    return {"description": told,
            "content": {kind: {"schema": schema} for kind, schema in forms.items()}}


def page(words: Words) -> str:
    """The same to read, with one request of each operation to paste into a shell."""
    everything = html.escape(words("Parameters, readings and series"))
    parts = [
        f"<!doctype html><html lang='{LANGUAGES[words.language].html}'><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width'><title>Backstop API</title><style>",
        "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;",
        "color-scheme:light dark}pre{overflow:auto;padding:.8rem;background:#8881;",
        "border-radius:.5rem}td{padding:.2rem 1rem .2rem 0;vertical-align:top}</style>",
        f"<h1>Backstop API</h1><p><a href='openapi.json'>OpenAPI</a> · "
        f"<a href='schema'>{everything}</a></p>",
    ]
    every: list[Operation | FileOperation] = [*OPERATIONS.values(), *FILES.values()]
    for each in every:
        rows = "".join(
            f"<tr><td><code>{field.name}</code>{' *' if field.required else ''}</td>"
            f"<td>{html.escape(str(field.schema.get('description', '')))}</td></tr>"
            for field in each.fields)
        address = f"curl -s http://127.0.0.1:8501{BASE}/{each.name}"
        curl = (f"{address}?name=orders.csv --data-binary @orders.csv" if each.name == "fit" else
                f"{address} -H 'Content-Type: application/json' -d "
                f"{_quoted(json.dumps(EXAMPLES[each.name], ensure_ascii=False))}")
        parts.append(f"<h2>POST {BASE}/{each.name}</h2><p>{html.escape(each.summary)}</p>"
                     f"<table>{rows}</table><pre>{html.escape(curl)}</pre>")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
