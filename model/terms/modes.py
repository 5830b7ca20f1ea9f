"""The terms of the other modes (modes.md section 1): what a row of `modes` may say, by its kind."""

from __future__ import annotations

from model.terms.declarations import When, choice, days, declare, given, money, share

MODE_KINDS = {
    "rebate": "rebate",
    "chain": "chain of positions",
    "draw": "group draw",
    "resale": "daily resale",
    "presale": "pre-sale in stages",
}

_KIND = "modes.*.kind"


def _of(*kinds: str) -> tuple[When, ...]:
    return (given(_KIND, *kinds),)


_REBATE, _CHAIN, _DRAW, _RESALE, _PRESALE = map(
    _of, ("rebate", "chain", "draw", "resale", "presale"))
_OF_ORDERS = ("rebate", "chain", "draw")
_TAKES_ORDERS = _of(*_OF_ORDERS)
_TAKES_MONEY = _of(*(kind for kind in MODE_KINDS if kind not in _OF_ORDERS))

_COMMON = (
    choice("modes.*.kind", "Law of the mode", "rebate", "S-17", MODE_KINDS),
    days("modes.*.start_day", "Mode opens on day", 0, "S-16", slider=(0, 1095)),
    days("modes.*.run_days", "Mode is open for", None, "S-16", optional=True, slider=(0, 1095)),
    choice("modes.*.orders", "Orders that count", "all",
           "ASSUMPTION: no rule names one kind of order, but for packs of a chain", {
               "all": "all orders", "first": "first orders", "repeat": "later orders"}),
    share("modes.*.order_share", "Orders that go there", 0.5,
          "ASSUMPTION: half of the shop's orders, no figure was found", step=0.05, lever=False,
          when=_TAKES_ORDERS),
    share("modes.*.deposit_share", "Money put in, of sales", 0.2,
          "ASSUMPTION: a fifth of what is spent in the shop, no figure was found", high=100.0,
          step=0.05, slider=(0.0, 1.0), lever=False, when=_TAKES_MONEY),
    share("modes.*.settlement_share", "Promises bought out at the end", None,
          "ASSUMPTION: S-16 says nothing of promises that outlive a mode", optional=True,
          step=0.05),
    choice("modes.*.shortfall", "When the pot cannot pay", "platform",
           "ASSUMPTION: the platform pays, until it is seen what that costs", {
               "platform": "the platform adds the rest", "stop": "the mode stops"},
           when=_of(*(kind for kind in MODE_KINDS if kind != "rebate"))),
    share("modes.*.funding_share", "Sales put into the pot", 0.2,
          "ASSUMPTION: 20 % of an order into the queue (M-1, m.digipub.cc KMK1EETF0556EV1X, C)",
          when=_TAKES_ORDERS),
)

_OF_REBATES = (
    choice("modes.*.funding_basis", "Put in, as a part of", "mode",
           "ASSUMPTION: of the mode's own orders, as vendors reckon (M-1, C)", {
               "mode": "the mode's own orders", "shop": "all orders of the shop"},
           when=_REBATE),
    declare("modes.*.payout_multiple", "Promised, times the order", "multiple", 1.0,
            "ASSUMPTION: the order itself (M-1, ruanjiankaifa.11467.com 45029755, C)",
            low=0.1, high=20.0, step=0.1, slider=(0.1, 5.0), when=_REBATE),
    share("modes.*.head_share", "Paid to the oldest order", 1.0,
          "ASSUMPTION: all to the first of the queue (M-3, dongguan.11467.com 39885239, C)",
          step=0.05, when=_REBATE),
    share("modes.*.pot_release_rate", "Pot paid out", 1.0,
          "ASSUMPTION: all of it (M-1, C); forests of red packets pay a fifth (M-5, C)",
          unit="per_day", step=0.05, above_low=True, slider=(0.05, 1.0), when=_REBATE),
    days("modes.*.claim_days", "An order draws for", None,
         "ASSUMPTION: as long as it takes; of red packets five days (M-5, C)", low=1,
         optional=True, slider=(1, 365), when=_REBATE),
)

_OF_CHAINS = (
    money("modes.*.pack_price", "Price of a position", 499.0,
          "ASSUMPTION: a pack of 499 (M-6, dongguan072574.11467.com 18564374, C)",
          above_low=True, slider=(99.0, 1999.0), when=_CHAIN),
    money("modes.*.direct_bonus", "Bonus to the seller", 100.0,
          "ASSUMPTION: 100 a sale (M-6, dongguan072574.11467.com 18564374, C)",
          slider=(0.0, 500.0), when=_CHAIN),
    money("modes.*.team_bonus", "Bonus to the boss above", 200.0,
          "ASSUMPTION: 200 on team sales (M-6, dongguan072574.11467.com 18564374, C)",
          slider=(0.0, 500.0), when=_CHAIN),
    declare("modes.*.leave_count", "Own sales that make a boss", "sales", 2,
            "ASSUMPTION: two (M-6, dongguan072574.11467.com 18564374, C)", kind="whole", low=1,
            high=10, step=1, slider=(1, 5), when=_CHAIN),
    share("modes.*.recruiting_share", "Positions that ever sell", 1.0,
          "ASSUMPTION: all of them, no figure was found", step=0.05, above_low=True,
          slider=(0.05, 1.0), lever=False, when=_CHAIN),
)

_OF_DRAWS = (
    declare("modes.*.group_size", "Orders in a group", "orders", 10,
            "ASSUMPTION: ten pay (M-8, fanshouji.com 257336, C)", kind="whole", low=2, high=1000,
            step=1, slider=(2, 50), when=_DRAW),
    declare("modes.*.winners", "Of them get the goods", "orders", 3,
            "ASSUMPTION: three of ten (M-8, fanshouji.com 257336, C)", kind="whole", low=1,
            high=999, step=1, slider=(1, 10), when=_DRAW),
    share("modes.*.loser_reward", "Reward of who is refunded", 0.05,
          "ASSUMPTION: 5 % of the price (M-8, xiaofei.caiding5.cn 139003, C)",
          slider=(0.0, 0.2), when=_DRAW),
    share("modes.*.winner_fund", "Fund promised to winners", 0.0,
          "ASSUMPTION: none; some promise the price (M-8, news.43b.com.cn 947759, C)", high=5.0,
          step=0.05, slider=(0.0, 2.0), when=_DRAW),
    share("modes.*.fund_release_rate", "Fund paid", 0.05,
          "ASSUMPTION: 5 % at each participation (M-8, C), and one a day", unit="per_day",
          above_low=True, slider=(0.01, 0.2), when=_DRAW),
)

_OF_RESALES = (
    share("modes.*.yield_rate", "Gain at a resale", 0.015,
          "ASSUMPTION: 1.5 % to the seller (M-11, CCTV 13 May 2025; M-12, police, B)", high=0.1,
          unit="per_day", step=0.001, slider=(0.0, 0.05), when=_RESALE),
    share("modes.*.listing_fee", "Listing fee to the platform", 0.02,
          "ASSUMPTION: 2 % (M-13, Procuratorate Daily 1 Aug 2023, B); 2.5 % in M-11", high=0.5,
          step=0.005, slider=(0.0, 0.05), when=_RESALE),
    share("modes.*.listing_commission", "Commission on listings", 0.005,
          "ASSUMPTION: 0.5 % to the referrer (M-11, CCTV 13 May 2025; M-12, police, B)", high=0.5,
          step=0.001, slider=(0.0, 0.02), when=_RESALE),
    share("modes.*.rollover_share", "Proceeds that buy again", 0.9,
          "ASSUMPTION: nine tenths, no figure was found", step=0.05, lever=False, when=_RESALE),
)

_OF_PRESALES = (
    days("modes.*.stage_days", "A stage lasts", 2,
         "ASSUMPTION: two days (M-18, dongguan.11467.com 30358093, C)", low=1, high=365,
         slider=(1, 30), when=_PRESALE),
    declare("modes.*.stages_held", "Filled stages that wait", "stages", 3,
            "ASSUMPTION: four filled settle the first (M-18, C)", kind="whole", low=1, high=20,
            step=1, slider=(1, 10), when=_PRESALE),
    money("modes.*.first_target", "Target of the first stage", 10000.0,
          "ASSUMPTION: no figure was found", above_low=True, step=1000.0,
          slider=(1000.0, 1000000.0), when=_PRESALE),
    share("modes.*.stage_growth", "Growth of the target", 0.15,
          "ASSUMPTION: 15 % more each time (M-18, dongguan.11467.com 30358093, C)",
          when=_PRESALE),
    share("modes.*.stage_yield", "Gain of a settled stage", 0.07,
          "ASSUMPTION: settled at 1.07 (M-18, dongguan.11467.com 30358093, C)",
          slider=(0.0, 0.5), when=_PRESALE),
    share("modes.*.failure_payout", "Paid back when a stage fails", 0.5,
          "ASSUMPTION: half in tokens, the vouchers not counted (M-18, C)", step=0.05,
          when=_PRESALE),
)

MODES = _COMMON + _OF_REBATES + _OF_CHAINS + _OF_DRAWS + _OF_RESALES + _OF_PRESALES
