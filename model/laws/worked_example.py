"""The figures that the source prints, beside the exact ones: data for a page (S-1 … S-23).

Rows with the source "vendors" are prices that other vendors of the scheme publish (model.md
section 7). "Gross" is before the fee of a sale, "net" after it.
"""

from __future__ import annotations

from fractions import Fraction

from model.laws.ledger import Ledger, Row, days_until_released

YUAN = "CNY"
MILLION_YUAN = "million CNY"
MILLION_HKD = "million HKD"
MILLION = "million"
POINTS = "points"
PRICE = "CNY per point"
TIMES = "× spend"
PERCENT = "%"
DAY = "day"

CONTRIBUTION = Fraction(1000 - 300 - 100 - 300)
GIFT_SHARE = Fraction("0.7")
SELL_FEE = Fraction("0.2")
AD_POINTS = Fraction(1000) * Fraction("1.1")
RELEASE_RATE = Fraction("0.01")


def ledger_of_orders(count: int) -> Ledger:
    """The ledger after `count` of the source's orders of 1,000 yuan (S-20)."""
    ledger = Ledger()
    for _ in range(count):
        ledger = ledger.order(CONTRIBUTION, GIFT_SHARE)
    return ledger


FIRST, SECOND, THIRD = ledger_of_orders(3).steps
SALE = ledger_of_orders(2).sell(SECOND.minted, SELL_FEE).steps[-1]

POOL_ROWS = (
    Row(
        "order-1.contribution",
        "S-20",
        "What a 1,000 order leaves for the pool",
        YUAN,
        working="1000 − 300 − 100 − 300",
        computed=CONTRIBUTION,
        printed=("300",),
    ),
    Row(
        "order-1.minted",
        "S-20",
        "Points given to the first buyer",
        POINTS,
        working="300 × 0.7 ÷ 1",
        computed=FIRST.minted,
        printed=("210",),
    ),
    Row(
        "order-1.price",
        "S-20",
        "Price after the first order",
        PRICE,
        working="300 ÷ 210",
        computed=FIRST.price_after,
        printed=("1.428",),
    ),
    Row(
        "order-2.minted",
        "S-21",
        "Points given to the second buyer",
        POINTS,
        working="210 ÷ (300 ÷ 210)",
        computed=SECOND.minted,
        printed=("147",),
    ),
    Row(
        "order-2.pool",
        "S-21",
        "Pool after the second order",
        YUAN,
        working="300 + 300",
        computed=SECOND.pool,
        printed=("600",),
    ),
    Row(
        "order-2.points",
        "S-21",
        "Points outstanding after the second order",
        POINTS,
        working="210 + 147",
        computed=SECOND.points,
        printed=("357",),
    ),
    Row(
        "order-2.price",
        "S-21",
        "Price after the second order",
        PRICE,
        working="600 ÷ 357",
        computed=SECOND.price_after,
        printed=("1.68",),
    ),
    Row(
        "sale.value",
        "S-22",
        "Value of the second buyer's points",
        YUAN,
        working="147 × 600 ÷ 357",
        computed=SALE.paid + SALE.fee_kept,
    ),
    Row(
        "sale.paid",
        "S-22",
        "Paid to the second buyer for 147 points",
        YUAN,
        working="147 × 600 ÷ 357 × 0.8",
        computed=SALE.paid,
        printed=("240",),
        remark="240 is 80% of the contribution of 300, not of the points' value of 247.06.",
    ),
    Row(
        "sale.pool",
        "S-22",
        "Pool after the sale",
        YUAN,
        working="600 − 147 × 600 ÷ 357 × 0.8",
        computed=SALE.pool,
        printed=("360",),
        remark="360 follows from the wrong payment of 240.",
    ),
    Row(
        "sale.price",
        "S-22",
        "Price after the sale",
        PRICE,
        working="(600 − 197.65) ÷ 210",
        computed=SALE.price_after,
        printed=("1.71", "2.71"),
        remark="1.71 follows from the wrong pool of 360; 2.71 is a misprint of it.",
    ),
    Row(
        "sale.printed_division",
        "S-22",
        "The source's own division after the sale",
        PRICE,
        working="360 ÷ 210",
        computed=Fraction(360, 210),
        printed=("1.71", "2.71"),
        remark="Right from its own figures when truncated or rounded, but 2.71 is a misprint.",
    ),
    Row(
        "order-3.minted",
        "S-21",
        "Points given to a third buyer, no sale before",
        POINTS,
        working="210 ÷ (600 ÷ 357)",
        computed=THIRD.minted,
    ),
    *(
        Row(
            f"order-{count}.published_price",
            "vendors",
            f"Price after {count} orders of 1,000",
            PRICE,
            working=f"Γ(0.7) · Γ({count + 1}) ÷ Γ({count}.7)",
            computed=ledger_of_orders(count).price,
            printed=(printed,),
        )
        for count, printed in ((1, "1.42"), (2, "1.68"), (3, "1.87"), (300, "7.19"), (767, "9.52"))
    ),
)

AD_POINT_ROWS = (
    Row(
        "ad_points.granted",
        "S-1",
        "Ad points for a 1,000 order",
        POINTS,
        working="1000 × 1.1",
        computed=AD_POINTS,
        printed=("1100",),
    ),
    Row(
        "ad_points.funding",
        "S-1",
        "What the order leaves to pay them out",
        YUAN,
        working="1000 − 300 − 100 − 300 − 300",
        computed=1000 - 300 - 100 - 300 - CONTRIBUTION,
        printed=(),
        remark="The order is spent four ways (S-20); nothing is left for the 1,100 promised.",
    ),
    Row(
        "ad_points.release_999",
        "S-4",
        "First day's release of 999 points",
        YUAN,
        working="999 × 1%",
        computed=999 * RELEASE_RATE,
        printed=("9.99",),
    ),
    Row(
        "ad_points.release_1999",
        "S-4",
        "First day's release of 1,999 points",
        YUAN,
        working="1999 × 1%",
        computed=1999 * RELEASE_RATE,
        printed=("19.99",),
    ),
    Row(
        "ad_points.money_back",
        "S-4",
        "First day by which 1,000 of 1,100 is paid",
        DAY,
        working="1100 × (1 − 0.99^239) ≥ 1000",
        computed=Fraction(days_until_released(1000, AD_POINTS, RELEASE_RATE)),
        printed=(),
        remark="If no day is missed. A part of the balance never releases all of it (S-1).",
    ),
    Row(
        "referral.direct",
        "S-8",
        "Direct referrer's part of 1,100 released",
        YUAN,
        working="1100 × 20%",
        computed=AD_POINTS * Fraction("0.2"),
    ),
    Row(
        "referral.both",
        "S-8",
        "Both referrers' part of 1,100 released",
        YUAN,
        working="1100 × (20% + 10%)",
        computed=AD_POINTS * Fraction("0.3"),
        printed=("300",),
        remark="The order budgets 300 for distribution (S-20): 30 short, if paid on top.",
    ),
)

CAP_ROWS = (
    Row(
        "gift.share_of_spend",
        "S-2",
        "Points' value at issue, share of spend",
        PERCENT,
        working="70% × 30%",
        computed=100 * GIFT_SHARE * CONTRIBUTION / 1000,
        printed=("21",),
    ),
    Row(
        "gift.points",
        "S-2",
        "Points per 1,000 at the issue price",
        POINTS,
        working="1000 × 21% ÷ 1",
        computed=GIFT_SHARE * CONTRIBUTION,
        printed=("210",),
    ),
    Row(
        "cap.received",
        "S-3",
        "Received at a cap of 1.5× gross",
        TIMES,
        working="1.5 × (1 − 20%)",
        computed=Fraction("1.5") * (1 - SELL_FEE),
        printed=("1.2",),
    ),
    Row(
        "cap.gain",
        "S-3",
        "Gain at that cap",
        TIMES,
        working="1.5 × (1 − 20%) − 1",
        computed=Fraction("1.5") * (1 - SELL_FEE) - 1,
        printed=(),
        remark="1.2× is what is paid out, not the gain.",
    ),
    *(
        Row(
            f"cap.received_at_{cap}",
            "S-23",
            f"Received at a cap of {cap}× gross",
            TIMES,
            working=f"{cap} × (1 − 20%)",
            computed=cap * (1 - SELL_FEE),
            printed=(),
            remark=f"The gain of {cap - 1}× that the source names forgets the fee.",
        )
        for cap in (2, 3)
    ),
)

AGENT_TIERS = (
    ("macro_region", "macro-region", 2_000_000, "0.1"),
    ("province", "province", 1_000_000, "0.2"),
    ("city", "city", 200_000, "0.5"),
    ("county", "county or town", 50_000, "0.8"),
)
AGENT_ROWS = (
    Row(
        "agents.stacked_rate",
        "S-10",
        "All four agents of an area together",
        PERCENT,
        working="0.1% + 0.2% + 0.5% + 0.8%",
        computed=sum((Fraction(rate) for *_, rate in AGENT_TIERS), Fraction(0)),
        printed=(),
        remark="Rates fall with size, so they can only stack.",
    ),
    *(
        Row(
            f"agents.{tier}.sales_to_earn_fee",
            "S-11",
            f"Area sales that earn back the {area} fee",
            MILLION_YUAN,
            working=f"{fee:,} ÷ {rate} %",
            computed=Fraction(fee) / (Fraction(rate) / 100) / 1_000_000,
        )
        for tier, area, fee, rate in AGENT_TIERS
    ),
)

ANECDOTE = "The division is right, but store count × price is not a valuation."
STORE_ROWS = tuple(
    Row(
        f"stores.{stores}",
        "S-19",
        f"Market value per store, {stores:,} stores",
        unit,
        working=f"{value} ÷ {stores}",
        computed=Fraction(value, stores),
        printed=(printed,),
        remark=ANECDOTE,
    )
    for value, stores, printed, unit in (
        (16_378, 10_025, "1.6", MILLION_HKD),
        (41_600, 8_000, "5.2", MILLION),
        (50_000, 5_000, "10", MILLION),
    )
)


def worked_example() -> tuple[Row, ...]:
    """Every figure that the source prints and ours, in the order a reader needs them."""
    return POOL_ROWS + AD_POINT_ROWS + CAP_ROWS + AGENT_ROWS + STORE_ROWS
