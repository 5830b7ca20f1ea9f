"""Exports of orders with their right answers (synthetic, but for CDNOW's public cohort), and small
ones written by tests."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from fit.choices import Choices
from fit.histories import Histories
from fit.imported import Imported, import_orders

FOLDER = Path(__file__).parent / "exports"
ANSWERS: dict[str, dict[str, Any]] = json.loads((FOLDER / "answers.json").read_text("utf-8"))
FITS: dict[str, Any] = json.loads((FOLDER / "fit_answers.json").read_text("utf-8"))
SIMULATED = "simulated_orders.csv"


def imported(name: str, choices: Choices | None = None) -> Imported:
    return import_orders(name, (FOLDER / name).read_bytes(), choices)


def of_text(text: str, choices: Choices | None = None, encoding: str = "utf-8") -> Imported:
    return import_orders("orders.csv", text.encode(encoding), choices)


def of_rows(
    rows: list[str], head: str = "订单号,会员ID,付款时间,实付金额", choices: Choices | None = None,
) -> Imported:
    """The given rows, and one good order before them, so that something counts."""
    first = ",".join({"订单号": "A0", "会员ID": "u0", "付款时间": "2024-01-01", "实付金额": "1.00",
                      "订单状态": "交易成功"}.get(name, "") for name in head.split(","))
    return of_text("\n".join([head, first, *rows]) + "\n", choices)


def cdnow() -> Histories:
    table = np.loadtxt(FOLDER / "cdnow_day272.csv", dtype=int, delimiter=",", skiprows=1)
    return Histories(*table.T)
