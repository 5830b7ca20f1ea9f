"""A shop's export of a million orders, as CSV and as XLSX: made anew, never committed."""

from __future__ import annotations

import io
import tempfile
from datetime import datetime, timedelta

import numpy as np
import xlsxwriter

from benchmarks.timing import fresh_process

CUSTOMERS_A_ROW = 0.18
DAYS = 700
HEAD = ("订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "买家实际支付金额", "订单状态",
        "收货地址", "联系手机", "订单付款时间", "宝贝标题", "退款金额")
START = datetime(2023, 1, 1)


def drawn(rows: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Customer, minute since the start and cents of so many orders, in order of time.

    Customers join evenly, order at rates of their own (gamma) and stop after lives of their own.
    """
    rng = np.random.default_rng(seed)
    people = int(rows * CUSTOMERS_A_ROW)
    joined = rng.uniform(0.0, DAYS, people)
    rate = rng.gamma(0.8, 1.0, people)
    until = np.minimum(rng.exponential(150.0, people), DAYS - joined)
    expected = rate * until
    repeats = rng.poisson(expected * (rows - people) / expected.sum())
    customer = np.concatenate((np.arange(people), np.repeat(np.arange(people), repeats)))[:rows]
    after = np.concatenate((np.zeros(people), rng.uniform(0.0, np.repeat(until, repeats))))[:rows]
    minute = ((joined[customer] + after) * 1440.0).astype(int)
    order = np.argsort(minute, kind="stable")
    cents = np.exp(rng.normal(5.0, 0.5, customer.size) + np.log(100.0)).astype(int)
    return customer[order], minute[order], cents[order]


def csv_of(rows: int) -> bytes:
    """About 160 bytes a row, in UTF-8."""
    text = io.StringIO()
    text.write(",".join(HEAD) + "\n")
    for number, (customer, minute, cents) in enumerate(zip(*drawn(rows), strict=True)):
        paid = (START + timedelta(minutes=int(minute))).strftime("%Y-%m-%d %H:%M:%S")
        yuan = f"{cents / 100:.2f}"
        text.write(f"{1930679858170000000 + 37 * number},买家{customer:07d},{yuan},0.00,{yuan},"
                   f"交易成功,浙江省 杭州市 西湖区 某路{number % 97}号,{13000000000 + customer},"
                   f"{paid},\"护肤套装, 正品\",0.00\n")
    return text.getvalue().encode()


def xlsx_of(rows: int) -> bytes:
    """Five cells a row."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ("订单编号", "会员ID", "付款时间", "实付金额", "订单状态"))
        for row, (customer, minute, cents) in enumerate(zip(*drawn(rows), strict=True), start=1):
            sheet.write_row(row, 0, (f"X{row:08d}", int(customer)))
            sheet.write_datetime(row, 2, START + timedelta(minutes=int(minute)), day)
            sheet.write_row(row, 3, (cents / 100, "交易成功"))
    return file.getvalue()


MILLION, SHEET_ROWS = 1_000_000, 200_000

TIMED = """
import sys, time
from pathlib import Path
from benchmarks import timing
from fit.fitted import fit_orders
from fit.imported import import_orders
from model.laws.demand import fill_bass
import numpy as np
fill_bass(np.empty(9), 9.0, 0.1, 0.1)
content = Path({path!r}).read_bytes()
start = time.perf_counter()
source = import_orders("orders", content)
read = time.perf_counter()
del content
if {fitted}:
    fit_orders(source)
print(read - start, time.perf_counter() - read, timing.peak_memory_mb())
"""


def timed(content: bytes, fitted: bool) -> list[float]:
    """Seconds to read and to fit, and MB at the peak, in a fresh process."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        told = fresh_process(TIMED.format(path=file.name, fitted=fitted))[1]
    return [float(each) for each in told.split()]


def figures() -> dict[str, float]:
    """A million orders as CSV read and fitted with hold-out; 200,000 as XLSX read."""
    read, fitted, peak = timed(csv_of(MILLION), fitted=True)
    sheet = timed(xlsx_of(SHEET_ROWS), fitted=False)[0]
    return {"import_million_rows_s": read, "fit_million_rows_s": fitted, "fit_mb": peak,
            "import_sheet_rows_s": sheet}
