"""The API without pages: `uvicorn api.alone:app`, or `python -m api`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Mount

from api.described import BASE
from api.jobs import Jobs
from api.kept import own_library
from api.routes import application

_jobs = Jobs(own_library)


@asynccontextmanager
async def _lasting(_app: Starlette) -> AsyncIterator[None]:
    async with _jobs.lasting():
        yield


app = Starlette(routes=[Mount(BASE, application(_jobs))], lifespan=_lasting)
