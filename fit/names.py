"""Which columns of an export say what: names by role, best first. To know another export, add its
names here.

Names are compared after NFKC, without blanks, `_`, letter case and a unit in brackets; whole first,
then, for the roles of `CONTAINED`, as part of a longer name. No column serves two roles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

ROLES: Mapping[str, tuple[str, ...]] = {
    "time": (
        "订单付款时间", "买家付款时间", "支付完成时间", "付款时间", "支付时间", "Paid at",
        "订单支付时间", "付款确认时间", "成交日期", "成交时间", "交易时间", "下单时间",
        "订单创建时间", "订单成交时间", "Created at", "付款日期", "支付日期", "交易日期",
        "下单日期", "订单日期", "订单时间", "订单提交时间", "提交时间", "创建时间", "Date paid",
        "Payment date", "Order date", "Purchase date", "Transaction date", "Date created", "Date",
        "Timestamp",
    ),
    "amount": (
        "买家实际支付金额", "买家实付金额", "订单实付金额", "用户实付金额", "实付金额", "付款金额",
        "实收金额", "实际支付金额", "实付款金额", "实付款", "用户实付", "实付", "支付金额",
        "订单应付金额", "应付金额", "交易金额", "Total", "总金额", "订单金额", "订单总金额",
        "订单总额", "成交金额", "Order total", "Order total amount", "Total amount", "Grand total",
        "Amount paid", "Amount",
    ),
    "order": (
        "主订单编号", "订单编号", "订单号", "交易号", "单据编号", "流水号", "Name",
        "主订单号", "订单ID", "交易单号", "单号", "Order ID", "Order number",
        "Order no", "Order no.", "Order #", "Order", "Transaction ID", "Invoice no",
    ),
    "line": ("子订单编号", "子订单号", "子订单ID", "Line ID"),
    "customer": (
        "买家会员名", "用户ID", "会员ID", "客户ID", "会员卡号", "下单帐号", "买家昵称", "openid",
        "Email", "下单账号", "会员编号", "会员号", "客户编号", "用户编号", "买家ID", "会员名",
        "Customer email", "Billing email", "Email address", "Customer ID", "User ID", "Member ID",
        "Buyer ID", "Customer",
        "联系手机", "买家手机号", "手机号", "客户手机", "手机", "会员手机号", "用户手机号",
        "联系电话", "手机号码", "Phone",
    ),
    "refund": ("退款金额", "已退款金额", "Refunded Amount", "Order refund amount", "Refund amount"),
    "status": ("订单状态", "Financial Status", "交易状态", "Order status", "Status"),
    "after_sale": ("售后状态", "退款状态"),
    "inviter": ("邀请人", "推荐人", "上级", "分销员", "Referrer"),
    "cancelled": ("Cancelled at", "Canceled at"),
}
"""A role takes the first of its names that the file has."""

NEEDED = ("time", "amount")
"""A header is a row that names both."""

CONTAINED = ("refund", "inviter")
"""Roles whose Chinese names also count as part of a longer one."""

TOTALS = ("合计", "总计", "小计", "合計", "總計")
UNPAID = ("待付款", "待支付", "未付款", "未支付", "等待买家付款", "等待付款", "已取消", "pending",
          "voided", "unpaid", "cancelled", "canceled", "expired", "failed", "pendingpayment",
          "wc-pending", "wc-cancelled", "wc-failed")
CLOSED = ("交易关闭", "已关闭", "订单关闭")
REFUNDED = ("退款成功", "已退款", "refunded", "wc-refunded")
"""What states say, Chinese as part of a longer one, English whole."""

_UNIT = re.compile(r"[(\[【][^)\]】]*[)\]】]$")
_YUAN = {"元": 1.0, "角": 0.1, "分": 0.01, "千元": 1e3, "万": 1e4, "万元": 1e4}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SPACES = re.compile(r"[\s_\u200b\ufeff]+")


def unit_of(name: str) -> float:
    """Yuan that a 1 stands for in a column whose name ends in a unit; 1 where it says none."""
    found = _UNIT.search(_SPACES.sub("", unicodedata.normalize("NFKC", name)))
    return 1.0 if found is None else _YUAN.get(found[0][1:-1], 1.0)


def plain(name: str) -> str:
    """A name as it is compared."""
    text = _SPACES.sub("", unicodedata.normalize("NFKC", name)).lower()
    return _UNIT.sub("", text) or text


_PLAIN = {role: tuple(map(plain, names)) for role, names in ROLES.items()}


def candidates(header: Sequence[str]) -> dict[str, list[int]]:
    """Columns that could serve each role, best first; a column is listed for one role only."""
    heads = [plain(name) for name in header]
    taken: set[int] = set()
    found: dict[str, list[int]] = {role: [] for role in ROLES}
    for whole in (True, False):
        for role in ROLES if whole else CONTAINED:
            for name in _PLAIN[role]:
                for place, head in enumerate(heads):
                    same = head == name if whole else _contains(head, name)
                    if place not in taken and same:
                        taken.add(place)
                        found[role].append(place)
    return found


def _contains(head: str, name: str) -> bool:
    return _CHINESE.search(name) is not None and name in head


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names a time and an amount."""
    found = candidates(cells)
    return all(found[role] for role in NEEDED)

