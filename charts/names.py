"""Names of rows and flows in the reader's language; a made-up id stands for itself."""

from wording import Words


def row_name(words: Words, row_id: str) -> str:
    """The name of a row of the presets (a segment, product, campaign …), else the id as it is."""
    known = {
        "one_off": words("one-time buyers"),
        "occasional": words("occasional buyers"),
        "loyal": words("loyal buyers"),
        "bundle": words("bundle"),
        "refill": words("refill"),
        "hot": words("traffic product"),
        "main": words("main campaign"),
        "second": words("second campaign"),
        "third": words("third campaign"),
        "fourth": words("fourth campaign"),
        "fifth": words("fifth campaign"),
        "sixth": words("sixth campaign"),
        "seventh": words("seventh campaign"),
        "captain": words("team leaders"),
        "macro_region": words("macro-region"),
        "province": words("province"),
        "city": words("city"),
        "county": words("county or town"),
        "standstill": words("growth stops"),
        "run": words("run on the pool"),
        "adverts": words("advert income falls"),
    }
    return known.get(row_id, row_id)


def flow_name(words: Words, flow: str) -> str:
    """What a flow of operating cash is called on the page."""
    known = {
        "sales_received": words("Orders paid by members"),
        "redemptions_received": words("From pools, owed to sellers"),
        "pool_fee_income": words("Platform's part of sell fees"),
        "ad_revenue": words("Advert income"),
        "agent_fees": words("Joining fees of agents"),
        "goods_cost": words("Goods"),
        "contribution": words("Into backstop pools"),
        "initial_pools": words("Reserves put into new pools"),
        "withdrawals_paid": words("Withdrawn by members"),
        "agent_payouts": words("Paid to agents"),
        "team_bonus_cash": words("Team bonus in cash"),
        "agent_goods": words("Goods given to agents"),
        "payment_fees": words("Payment fees"),
        "fixed_cost": words("Fixed costs"),
        "cost_of_sales": words("Cost of selling"),
    }
    return known.get(flow, flow)
