"""What is read off a run, and the closed forms beside it (model.md sections 6 and 7)."""

from answers.contract.equation import Equation, rows
from wording import mark

READINGS = (
    Equation(
        mark("Got their money back"),
        r"\text{recovered share} = \frac{\sum_{kj} n_{kj}\,\Pr[\,\text{received} \ge"
        r" \text{spent}\,]}{\sum_{kj} n_{kj}},\qquad \text{multiple} ="
        r" \frac{\sum n\,\text{received}}{\sum n\,\text{spent}}",
        mark("The share is one of people, not of averages: order times and sizes are random, and "
             "so are the days on which a member stops buying and watching. Received is cash from "
             "redemptions and releases; income as a referrer and points still held are left out. "
             "What is held is shown apart, less the sell fee."),
        "model/people/__init__.py", rows("members", "order_rate_spread", "order_size_spread"),
    ),
    Equation(
        mark("Forced out"),
        r"\text{exit share} = \frac{\sum_{kj} n_{kj}\,[\,\text{forced out at least once}\,]}"
        r"{\sum_{kj} n_{kj}}",
        mark("It counts whose points the system sold because the cap price was reached. It does "
             "not say that they were paid the cap."),
        "model/readings/of_members.py",
    ),
    Equation(
        mark("Break-even advert income"),
        r"r^{*} = \max_t \frac{\max(0,\,-\text{cash}_t(0))}{\sum_{u \le t} \text{views}_u}",
        mark("Cash depends on the income per view in a straight line, so the smallest income "
             "with which it never turns negative can be read off the run without adverts. If "
             "cash is negative before any view counts, no income would do."),
        "model/readings/of_cash.py",
    ),
    Equation(
        mark("Unfunded promise"),
        r"\text{unreleased}\,(1+\text{commission rate}) + B_T - \max(0,\,\text{cash}_T)",
        mark("What the platform still owes on the last day beyond the cash that it has: on paper "
             "all ad points, to those who still watch only what was not left behind."),
        "model/readings/of_promises.py",
    ),
    Equation(
        mark("Pool against promises"), r"\frac{\sum P}{\sum_{kj} n_{kj}\,m\,X_{kj}}",
        mark("All pools over what members with points would be owed if each reached the cap. "
             "Trapped is what lies in pools in which no member has points."),
        "model/readings/of_promises.py",
    ),
    Equation(
        mark("Three payout ratios"),
        r"\frac{\text{paid}}{V_E+V_R},\qquad \frac{\text{paid} + \text{owed}}{V_E+V_R},\qquad"
        r" \frac{\text{promised}}{V_E+V_R}",
        mark("Cash: what was withdrawn or paid to agents and in bonus. Accrual: that and what is "
             "owed at the end. Promised: all ad points with commissions, every cap, agents and "
             "bonus. Never read one without its name."),
        "model/readings/of_payouts.py",
    ),
    Equation(
        mark("What moved the price"),
        r"\ln\frac{p_T}{p_0} = \sum_t \text{issuing} + \sum_t \text{orders without gifts} +"
        r" \sum_t \text{burning}",
        mark("Each day's change of the price's logarithm goes to what caused it; the three add "
             "up to the whole rise."),
        "model/readings/drivers.py",
    ),
)

CLOSED_FORMS = (
    Equation(
        mark("Price after n orders"),
        r"p_n = p_0\,\frac{\Gamma(g)\,\Gamma(n+1)}{\Gamma(n+g)} \ \sim\ n^{1-g}",
        mark("Equal orders, nobody sells. With g = 0.7 it gives the prices that vendors publish; "
             "to double it, about ten times as many orders are needed."),
        "model/laws/theory.py", ("products.*.gift_share",),
    ),
    Equation(
        mark("How far the pool must grow for one buyer"),
        r"\frac{p}{p_0} = \frac{m}{c\,g},\qquad \frac{P}{P_0} ="
        r" \Bigl(\frac{m}{c\,g}\Bigr)^{1/(1-g)}",
        mark("By issuing points alone, the pitched terms need a pool 702 times as large before "
             "an order reaches its cap."),
        "model/laws/theory.py", ("campaigns.*.cap_multiple", "products.*.gift_share"),
    ),
    Equation(
        mark("How much can ever be paid at the cap"), r"\frac{c}{m\,(1-f)}",
        mark("Payouts come out of contributions only: at the pitched terms at most 25% of all "
             "order value can ever leave at the cap, whatever the price does."),
        "model/laws/theory.py", ("campaigns.*.cap_multiple", "campaigns.*.sell_fee"),
    ),
    Equation(
        mark("One sale, at once or in pieces"),
        r"p' = p\,\Bigl(1 + \frac{f\,q}{S-q}\Bigr) \qquad\text{or}\qquad"
        r" p' = p\,\Bigl(1-\frac{q}{S}\Bigr)^{-f}",
        mark("The fee left behind lifts the price for those who stay. The source sells at once, "
             "the simulation in small pieces."),
        "model/laws/theory.py", ("campaigns.*.sell_fee",),
    ),
    Equation(
        mark("A declining release"), r"1 - (1-\rho)^d",
        mark("The part of a grant that is paid after d full days: 1,000 of 1,100 on day 239 at "
             "1%, the whole never."),
        "model/laws/theory.py", ("ad_points.release_rate",),
    ),
    Equation(
        mark("Growth that releases need"), r"r^{*} = \rho\,\Bigl(\frac{m\,(1+u)}{a} - 1\Bigr)",
        mark("If a part a of each sale pays releases as they fall due, sales must grow at least "
             "this fast each day; m are ad points per yuan and u the uplines' part. Pitched "
             "terms with a = 0.40 and u = 0.3: 2.6% a day."),
        "model/laws/theory.py", ("products.*.ad_point_rate", "ad_points.release_rate"),
    ),
    Equation(
        mark("When a promise can be kept for long"), r"r_{\text{inflow}} > r_{\text{promised}}",
        mark("A scheme that pays its members from new money stays solvent in the long run only "
             "if its inflow grows faster than the rate that it promises (Artzrouni 2009, "
             "Mathematical Social Sciences 58, 190–201)."),
        "model/laws/theory.py",
    ),
)
