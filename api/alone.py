"""The API without pages: `uvicorn api.alone:app`, or `python -m api`."""

from starlette.applications import Starlette
from starlette.routing import Mount

from api.described import BASE
from api.routes import application

app = Starlette(routes=[Mount(BASE, application())])
