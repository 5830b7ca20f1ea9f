"""The figures that the source prints, beside the exact ones: data for a page (S-1 … S-23).

Rows with the source "vendors" are prices that other vendors of the scheme publish (model.md
section 7). Texts are pairs {"en", "zh"}; "gross" is before the fee of a sale, "net" after it.
"""

from __future__ import annotations

from fractions import Fraction

from model.ledger import Ledger, Row, Text, days_until_released

YUAN: Text = {"en": "CNY", "zh": "元"}
MILLION_YUAN: Text = {"en": "million CNY", "zh": "百万元"}
MILLION_HKD: Text = {"en": "million HKD", "zh": "百万港元"}
MILLION: Text = {"en": "million", "zh": "百万"}
POINTS: Text = {"en": "points", "zh": "积分"}
PRICE: Text = {"en": "CNY per point", "zh": "元/积分"}
TIMES: Text = {"en": "× spend", "zh": "倍消费额"}
PERCENT: Text = {"en": "%", "zh": "%"}
DAY: Text = {"en": "day", "zh": "天"}

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
        {"en": "What a 1,000 order leaves for the pool", "zh": "1000元订单留给托底池的金额"},
        YUAN,
        "1000 − 300 − 100 − 300",
        CONTRIBUTION,
        ("300",),
    ),
    Row(
        "order-1.minted",
        "S-20",
        {"en": "Points given to the first buyer", "zh": "首位买家获赠的积分"},
        POINTS,
        "300 × 0.7 ÷ 1",
        FIRST.minted,
        ("210",),
    ),
    Row(
        "order-1.price",
        "S-20",
        {"en": "Price after the first order", "zh": "第一单之后的价格"},
        PRICE,
        "300 ÷ 210",
        FIRST.price_after,
        ("1.428",),
    ),
    Row(
        "order-2.minted",
        "S-21",
        {"en": "Points given to the second buyer", "zh": "第二位买家获赠的积分"},
        POINTS,
        "210 ÷ (300 ÷ 210)",
        SECOND.minted,
        ("147",),
    ),
    Row(
        "order-2.pool",
        "S-21",
        {"en": "Pool after the second order", "zh": "第二单之后的托底池"},
        YUAN,
        "300 + 300",
        SECOND.pool,
        ("600",),
    ),
    Row(
        "order-2.points",
        "S-21",
        {"en": "Points outstanding after the second order", "zh": "第二单之后的积分总量"},
        POINTS,
        "210 + 147",
        SECOND.points,
        ("357",),
    ),
    Row(
        "order-2.price",
        "S-21",
        {"en": "Price after the second order", "zh": "第二单之后的价格"},
        PRICE,
        "600 ÷ 357",
        SECOND.price_after,
        ("1.68",),
    ),
    Row(
        "sale.value",
        "S-22",
        {"en": "Value of the second buyer's points", "zh": "第二位买家积分的价值"},
        YUAN,
        "147 × 600 ÷ 357",
        SALE.paid + SALE.fee_kept,
    ),
    Row(
        "sale.paid",
        "S-22",
        {"en": "Paid to the second buyer for 147 points", "zh": "第二位买家卖出147积分所得"},
        YUAN,
        "147 × 600 ÷ 357 × 0.8",
        SALE.paid,
        ("240",),
        {
            "en": "240 is 80 % of the contribution of 300, not of the points' value of 247.06.",
            "zh": "240是订单贡献金300元的80%，而不是积分价值247.06元的80%。",
        },
    ),
    Row(
        "sale.pool",
        "S-22",
        {"en": "Pool after the sale", "zh": "卖出之后的托底池"},
        YUAN,
        "600 − 147 × 600 ÷ 357 × 0.8",
        SALE.pool,
        ("360",),
        {
            "en": "360 follows from the wrong payment of 240.",
            "zh": "360由错误的付款额240推出。",
        },
    ),
    Row(
        "sale.price",
        "S-22",
        {"en": "Price after the sale", "zh": "卖出之后的价格"},
        PRICE,
        "(600 − 197.65) ÷ 210",
        SALE.price_after,
        ("1.71", "2.71"),
        {
            "en": "1.71 follows from the wrong pool of 360; 2.71 is a misprint of it.",
            "zh": "1.71由错误的托底池360推出；2.71是1.71的误印。",
        },
    ),
    Row(
        "sale.printed_division",
        "S-22",
        {"en": "The source's own division after the sale", "zh": "原文自己的除法"},
        PRICE,
        "360 ÷ 210",
        Fraction(360, 210),
        ("1.71", "2.71"),
        {
            "en": "Right from its own figures when truncated or rounded, but 2.71 is a misprint.",
            "zh": "按原文自己的数字，1.71无误；2.71是误印。",
        },
    ),
    Row(
        "order-3.minted",
        "S-21",
        {
            "en": "Points given to a third buyer, no sale before",
            "zh": "无人卖出时第三位买家获赠的积分",
        },
        POINTS,
        "210 ÷ (600 ÷ 357)",
        THIRD.minted,
    ),
    *(
        Row(
            f"order-{count}.published_price",
            "vendors",
            {"en": f"Price after {count} orders of 1,000", "zh": f"{count}单1000元订单之后的价格"},
            PRICE,
            f"Γ(0.7) · Γ({count + 1}) ÷ Γ({count}.7)",
            ledger_of_orders(count).price,
            (printed,),
        )
        for count, printed in ((1, "1.42"), (2, "1.68"), (3, "1.87"), (300, "7.19"), (767, "9.52"))
    ),
)

AD_POINT_ROWS = (
    Row(
        "ad_points.granted",
        "S-1",
        {"en": "Ad points for a 1,000 order", "zh": "1000元订单获得的广告积分"},
        POINTS,
        "1000 × 1.1",
        AD_POINTS,
        ("1100",),
    ),
    Row(
        "ad_points.funding",
        "S-1",
        {"en": "What the order leaves to pay them out", "zh": "订单中可用于兑付广告积分的金额"},
        YUAN,
        "1000 − 300 − 100 − 300 − 300",
        1000 - 300 - 100 - 300 - CONTRIBUTION,
        (),
        {
            "en": "The order is spent four ways (S-20); nothing is left for the 1,100 promised.",
            "zh": "订单金额已分为四份（S-20），没有余额支付所承诺的1100元。",
        },
    ),
    Row(
        "ad_points.release_999",
        "S-4",
        {"en": "First day's release of 999 points", "zh": "999积分首日释放额"},
        YUAN,
        "999 × 1 %",
        999 * RELEASE_RATE,
        ("9.99",),
    ),
    Row(
        "ad_points.release_1999",
        "S-4",
        {"en": "First day's release of 1,999 points", "zh": "1999积分首日释放额"},
        YUAN,
        "1999 × 1 %",
        1999 * RELEASE_RATE,
        ("19.99",),
    ),
    Row(
        "ad_points.money_back",
        "S-4",
        {
            "en": "First day by which 1,000 of 1,100 is paid",
            "zh": "1100积分中累计释放满1000元的日子",
        },
        DAY,
        "1100 × (1 − 0.99^239) ≥ 1000",
        Fraction(days_until_released(1000, AD_POINTS, RELEASE_RATE)),
        (),
        {
            "en": "If no day is missed. A part of the balance never releases all of it (S-1).",
            "zh": "以每天都完成任务为前提。按余额比例释放永远不会全部释放完（与S-1矛盾）。",
        },
    ),
    Row(
        "referral.direct",
        "S-8",
        {"en": "Direct referrer's part of 1,100 released", "zh": "直推人从1100元释放额中所得"},
        YUAN,
        "1100 × 20 %",
        AD_POINTS * Fraction("0.2"),
    ),
    Row(
        "referral.both",
        "S-8",
        {
            "en": "Both referrers' part of 1,100 released",
            "zh": "直推与间推从1100元释放额中合计所得",
        },
        YUAN,
        "1100 × (20 % + 10 %)",
        AD_POINTS * Fraction("0.3"),
        ("300",),
        {
            "en": "The order budgets 300 for distribution (S-20): 30 short, if paid on top.",
            "zh": "订单只预留300元分销费用（S-20）；若额外支付，则缺30元。",
        },
    ),
)

CAP_ROWS = (
    Row(
        "gift.share_of_spend",
        "S-2",
        {"en": "Points' value at issue, share of spend", "zh": "获赠积分发行时价值占消费额的比例"},
        PERCENT,
        "70 % × 30 %",
        100 * GIFT_SHARE * CONTRIBUTION / 1000,
        ("21",),
    ),
    Row(
        "gift.points",
        "S-2",
        {"en": "Points per 1,000 at the issue price", "zh": "按发行价每消费1000元的积分"},
        POINTS,
        "1000 × 21 % ÷ 1",
        GIFT_SHARE * CONTRIBUTION,
        ("210",),
    ),
    Row(
        "cap.received",
        "S-3",
        {"en": "Received at a cap of 1.5 × gross", "zh": "按扣费前1.5倍封顶时实际所得"},
        TIMES,
        "1.5 × (1 − 20 %)",
        Fraction("1.5") * (1 - SELL_FEE),
        ("1.2",),
    ),
    Row(
        "cap.gain",
        "S-3",
        {"en": "Gain at that cap", "zh": "该封顶下的净收益"},
        TIMES,
        "1.5 × (1 − 20 %) − 1",
        Fraction("1.5") * (1 - SELL_FEE) - 1,
        (),
        {"en": "1.2 × is what is paid out, not the gain.", "zh": "1.2倍是所得总额，不是收益。"},
    ),
    *(
        Row(
            f"cap.received_at_{cap}",
            "S-23",
            {"en": f"Received at a cap of {cap} × gross", "zh": f"按扣费前{cap}倍封顶时实际所得"},
            TIMES,
            f"{cap} × (1 − 20 %)",
            cap * (1 - SELL_FEE),
            (),
            {
                "en": f"The gain of {cap - 1} × that the source names forgets the fee.",
                "zh": f"原文所称的{cap - 1}倍收益没有扣除手续费。",
            },
        )
        for cap in (2, 3)
    ),
)

AGENT_TIERS = (
    ("macro_region", "macro-region", "大区", 2_000_000, "0.1"),
    ("province", "province", "省级", 1_000_000, "0.2"),
    ("city", "city", "市级", 200_000, "0.5"),
    ("county", "county or town", "区县或乡镇", 50_000, "0.8"),
)
AGENT_ROWS = (
    Row(
        "agents.stacked_rate",
        "S-10",
        {"en": "All four agents of an area together", "zh": "同一区域四级代理合计"},
        PERCENT,
        "0.1 % + 0.2 % + 0.5 % + 0.8 %",
        sum((Fraction(rate) for *_, rate in AGENT_TIERS), Fraction(0)),
        (),
        {
            "en": "Rates fall with size, so they can only stack.",
            "zh": "区域越大费率越低，只能叠加。",
        },
    ),
    *(
        Row(
            f"agents.{tier}.sales_to_earn_fee",
            "S-11",
            {"en": f"Area sales that earn back the {en} fee", "zh": f"{zh}代理回本所需区域销售额"},
            MILLION_YUAN,
            f"{fee:,} ÷ {rate} %",
            Fraction(fee) / (Fraction(rate) / 100) / 1_000_000,
        )
        for tier, en, zh, fee, rate in AGENT_TIERS
    ),
)

ANECDOTE: Text = {
    "en": "The division is right, but store count × price is not a valuation.",
    "zh": "除法无误，但门店数×单店价值并不是估值方法。",
}
STORE_ROWS = tuple(
    Row(
        f"stores.{stores}",
        "S-19",
        {"en": f"Market value per store, {stores:,} stores", "zh": f"{stores}家门店的单店市值"},
        unit,
        f"{value} ÷ {stores}",
        Fraction(value, stores),
        (printed,),
        ANECDOTE,
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
