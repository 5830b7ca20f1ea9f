"""What operators hold back when money runs short (controls.md)."""

from answers.contract.equation import Equation, rows
from wording import mark

CONTROLS = (
    Equation(
        mark("What purchase limits let through"),
        r"f(u) = \min\Bigl(1,\ \min_k \frac{\max(0,\ \ell_k - b_k(u))}{d_k(u)}\Bigr)",
        mark("Of a day's demand an account is served the part for which every limit leaves room; "
             "what it bought before counts until the limit begins anew. A limit on what earns "
             "points is applied to what is served."),
        "model/laws/limits.py", rows("limits.*", "on", "limit", "window_days"),
    ),
    Equation(
        mark("Second accounts"),
        r"n^+(t) = \eta\,(1-\chi) \sum_{k<t} n_k\,\frac{(d - e)(t-k)}{a_E}",
        mark("Part of those whom a limit stops opens another account, unless a check finds it: "
             "as many first orders as are worth what earned nothing."),
        "model/laws/limits.py", ("identity.evading_share", "identity.detection"),
    ),
    Equation(
        mark("Releases that wait, lapse or are cut"),
        r"\text{owed}_g(t) = v\,h(t)\,o_g,\qquad \ell \le t-g \le \omega",
        mark("Ad points of a day are released after the wait and, counted on each grant, until "
             "they lapse; cuts and a shut gate lower the rate of everybody from their day on."),
        "model/laws/calendar.py", ("ad_points.lag_days", "ad_points.expiry_days"),
    ),
    Equation(
        mark("The gate"),
        r"h(t) = 0 \quad\text{or}\quad M_{i-1} \ge (1+\gamma)\,M_{i-2}",
        mark("After two periods the gate stays open only if sales, or contributions, have grown "
             "enough from one period to the next. While it is shut what is due waits, is queued "
             "or lapses."),
        "model/laws/calendar.py",
        tuple(f"release_gate.{field}" for field in (
            "measure", "period_days", "min_growth", "while_closed")),
    ),
    Equation(
        mark("The limit on payouts"),
        r"f = \min\Bigl(1,\ \frac{\lambda\,(V_E + V_R)}{(1+\kappa) \sum \text{owed}}\Bigr)",
        mark("A day's claims, those of before included, are all paid in the same part; the rest "
             "stays owed or lapses."),
        "model/laws/calendar.py", ("payout_limit.share_of_sales", "payout_limit.unpaid"),
    ),
    Equation(
        mark("Vouchers"),
        r"Z \leftarrow (1 - \sigma_Z - \lambda_Z)\,Z + \nu\,\text{income},\qquad"
        r" V_Z = \sigma_Z\,\frac{Z}{\theta}",
        mark("Part of the income is paid in vouchers. They buy a part of a price, to which money "
             "is added; some lapse each day."),
        "model/laws/treasury.py",
        tuple(f"wallet.voucher_{field}" for field in (
            "share", "price_share", "spend_rate", "lapse_rate")),
    ),
    Equation(
        mark("Locks, limits of sale and clipped caps"),
        r"\text{sold} \le \chi\,H \quad (u \ge \ell),\qquad \text{paid} \le m\,X",
        mark("Points of a new member cannot be sold for a while, of their own will nobody sells "
             "more than a part a day, and who is forced out gets no more than the cap: the rest "
             "goes back into the pool."),
        "model/laws/pools.py", rows("campaigns.*", "lock_days", "sale_limit", "cap_payout"),
    ),
    Equation(
        mark("Price floors and rounds"),
        r"p = \max\Bigl(\frac{P}{S},\ F\Bigr),\qquad \text{redemptions} = P"
        r" \quad (p \ge \hat p)",
        mark("The price is never told below the floor, whatever is in the pool. At the ceiling "
             "the round ends: the whole pool is paid out, and points begin anew."),
        "model/laws/pools.py", rows("campaigns.*", "price_floor", "price_ceiling"),
    ),
)
