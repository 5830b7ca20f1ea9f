"""Tokens by which other programs come in as the user who made them.

Only a digest of a token is kept, so that nobody who reads the library can come in by it; a token
has 256 random bits, which no list of digests gives away.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select

from library.rules import checked_name
from library.tables import TOKENS
from model import ScenarioError
from model.terms.problems import problem

PREFIX = "backstop_"
"""How a token begins, so that who finds one knows what it is for."""
MOST = 20
"""Tokens of one user."""
TOO_MANY = "{field}: you have {value} tokens; permitted is {permitted}. End one that is not used"


@dataclass(frozen=True)
class Token:
    """What is known of a token once it was shown."""

    id: str
    name: str
    made_at: datetime


def make(connection: Connection, user: str, name: str) -> str:
    """A new token of a user, which is told this once. Raises ScenarioError for a name that is not
    permitted, and where there are too many.
    """
    called = checked_name(name)
    count = connection.execute(
        select(func.count()).select_from(TOKENS).where(TOKENS.c.owner == user)).scalar_one()
    if count >= MOST:
        raise ScenarioError([problem(TOO_MANY, "tokens", count, permitted=f"n ≤ {MOST}")])
    token = PREFIX + secrets.token_urlsafe(32)
    connection.execute(insert(TOKENS).values(
        id=uuid4().hex, owner=user, name=called, digest=_digest(token),
        made_at=datetime.now(UTC)))
    return token


def of(connection: Connection, user: str) -> list[Token]:
    """The tokens of a user, the newest first."""
    found = connection.execute(
        select(TOKENS).where(TOKENS.c.owner == user).order_by(TOKENS.c.made_at.desc()))
    return [Token(row.id, row.name, row.made_at) for row in found]


def end(connection: Connection, user: str, token_id: str) -> None:
    """Let nobody in by one of a user's tokens any more."""
    connection.execute(delete(TOKENS).where(TOKENS.c.owner == user, TOKENS.c.id == token_id))


def holder(connection: Connection, token: str) -> str | None:
    """Whose token that is; None if nobody's."""
    if not token.startswith(PREFIX) or len(token) > 100:
        return None
    return connection.execute(
        select(TOKENS.c.owner).where(TOKENS.c.digest == _digest(token))).scalar_one_or_none()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
