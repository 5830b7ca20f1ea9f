"""What the other modes take in, owe and pay (modes.md)."""

from answers.contract.equation import Equation, rows
from wording import mark

MODES = (
    Equation(
        mark("Who enters a mode"),
        r"e = a_E V_E + a_R V_R,\qquad C = c_E\,(1-A_E)\,V_E + c_R\,(1-A_R)\,V_R + c_W V_W",
        mark("While a mode is open a part of first and of later orders enters it, or money is put "
             "in besides. Orders that go through modes earn no appreciation points and bring "
             "pools nothing but the tails of finished ones."),
        "model/modes/account.py",
        rows("modes.*", "kind", "start_day", "run_days", "orders", "order_share", "deposit_share"),
    ),
    Equation(
        mark("A mode's pot"),
        r"\text{pot} \leftarrow \text{pot} + \text{inflow} -"
        r" \min(\text{pot},\ \text{owed}_t)",
        mark("A part of sales, or what is put in, goes into the pot, and what is due is paid from "
             "it. What is short the platform adds, or the mode stops and all else lapses. At the "
             "end promises are carried on or bought out."),
        "model/modes/account.py",
        rows("modes.*", "funding_share", "funding_basis", "shortfall", "settlement_share"),
    ),
    Equation(
        mark("Rebates"),
        r"\text{owed} = \sum_d o_d\,(m - \rho_d),\qquad"
        r" \text{paid} = q\cdot\text{pot}",
        mark("Of what is paid out of the pot a day one part completes the oldest orders, the rest "
             "is the same for every open yuan; none gets more than its multiple."),
        "model/modes/rebate.py",
        rows("modes.*", "payout_multiple", "head_share", "pot_release_rate", "claim_days"),
    ),
    Equation(
        mark("Chains of positions"),
        r"\lambda = \frac{\sigma\,n}{Q},\qquad \text{paid} ="
        r" \beta_1 \sum_i g_i \mu_i + (\beta_1 + \beta_2)\,w + \beta_2\,z",
        mark("Every recruiter makes a Poisson number of sales; the seller gets the direct bonus, "
             "the boss above the team bonus, a boss both. With enough own sales a seller becomes "
             "a boss and leaves those it sold behind."),
        "model/modes/chain.py",
        rows("modes.*", "pack_price", "direct_bonus", "team_bonus", "leave_count",
             "recruiting_share"),
    ),
    Equation(
        mark("Group draws"),
        r"\text{paid} = \ell\,\frac{N - W}{W}\,e_t +"
        r" \sum_{d<t} \min(\text{left}_d,\ r\,f\,e_d)",
        mark("Those who win get the goods and a fund that is paid out day by day; the others get "
             "their money back and a reward."),
        "model/modes/draw.py",
        rows("modes.*", "group_size", "winners", "loser_reward", "winner_fund",
             "fund_release_rate"),
    ),
    Equation(
        mark("Daily resales"),
        r"c_d \leftarrow r\,(1+y)\,c_d,\qquad"
        r" \text{paid} = (1-r)(1+y) \sum_d c_d + \kappa \sum_d c_d",
        mark("Every claim is resold at a gain each day; a part of the proceeds buys again, the "
             "rest is paid out. Listing takes a fee and a commission."),
        "model/modes/resale.py",
        rows("modes.*", "yield_rate", "listing_fee", "listing_commission", "rollover_share"),
    ),
    Equation(
        mark("Pre-sales in stages"),
        r"\theta_s = \theta_0\,(1+g)^s,\qquad \text{paid} = (1+y)\,e_{s-q}"
        r" \quad\text{or}\quad e_s + f \sum_{i=1}^{q} e_{s-i}",
        mark("A stage that is filled by its last day waits until enough others are, and is "
             "settled with a gain. When one is not filled it is refunded, and those that wait get "
             "a part of their money."),
        "model/modes/presale.py",
        rows("modes.*", "stage_days", "stages_held", "first_target", "stage_growth",
             "stage_yield", "failure_payout"),
    ),
)
