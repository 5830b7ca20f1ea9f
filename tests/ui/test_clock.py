"""The reader's day: by the zone that the browser tells, whatever the server's is."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from ui.session import clock


@pytest.mark.parametrize(("zone", "day"), [
    ("Asia/Shanghai", 2), ("Pacific/Kiritimati", 2), ("America/New_York", 1), ("Etc/UTC", 1),
    (None, 1), ("Nowhere/At_all", 1), ("../etc/passwd", 1),
])
def test_the_day_is_the_readers(zone: str | None, day: int, monkeypatch) -> None:
    now = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
    monkeypatch.setattr(clock, "st", SimpleNamespace(context=SimpleNamespace(timezone=zone)))
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=now.astimezone))
    assert clock.today().day == day
