"""Who joins, what they buy, watch and are released (model.md sections 1 to 4)."""

from answers.contract.equation import Equation, rows
from wording import mark

JOINS = (
    Equation(
        mark("Groups of alike members"), r"n_{kj} = n_k\,\frac{z_j}{\sum_i z_i},\qquad"
        r" t = 0, \dots, T-1",
        mark("Members are real numbers, not persons: of those who join on day k, each segment j "
             "gets its share; the run lasts T days."),
        "model/laws/flows.py", ("horizon.days", "segments.*.share"),
    ),
    Equation(
        mark("Joins by diffusion (Bass)"),
        r"n_t = \max\bigl(0,\ \bigl(p + q\,\tfrac{N_t}{M}\bigr)(M - N_t)\bigr),\qquad"
        r" N_t = \sum_{k<t} n_k",
        mark("Of those in the market who have not joined, some join by themselves (p), more the "
             "more members there are (q); when the market M is used up, nobody joins any more."),
        "model/laws/demand.py",
        ("growth.curve", "growth.market_size", "growth.innovation", "growth.imitation"),
    ),
    Equation(
        mark("Other growth curves"),
        r"n_t = d \quad\text{or}\quad n_t = \min\bigl(\hat d,\ d\,(1+r)^t\bigr)"
        r" \quad\text{or}\quad n_t\ \text{given}",
        mark("Joins may stay the same, grow by a fixed rate up to a peak, or follow a given "
             "series that is 0 after its end."),
        "model/laws/demand.py",
        ("growth.daily_joins", "growth.growth_rate", "growth.peak_daily_joins", "growth.series"),
    ),
    Equation(
        mark("Shocks to growth"),
        r"n_t \leftarrow n_t \prod_{e:\,t \ge \text{day}_e} (1 - \text{size}_e)",
        mark("A growth event takes away a part of all joins from its day on; the curve does not "
             "react to it."),
        "model/laws/inputs.py", rows("events.*", "kind", "day", "size"),
    ),
)

BASKETS = (
    Equation(
        mark("What an order leaves"), r"\text{contribution}_i = \text{price}_i -"
        r" \text{cost}_i - \text{margin}_i - \text{reserve}_i \ge 0",
        mark("The contribution to the pool is the price less goods, platform margin and the "
             "reserve for distribution; terms that would make it negative are refused."),
        "model/terms/checks.py",
        rows("products.*", "price", "unit_cost", "platform_margin", "commission_reserve"),
    ),
    Equation(
        mark("A basket per role"),
        r"\begin{gathered} a = \sum_i \mu_i\,\text{price}_i,\qquad"
        r" c = \frac{1}{a} \sum_i \mu_i\,\text{contribution}_i,\\"
        r" \gamma = \frac{1}{a} \sum_i \mu_i\,\text{contribution}_i\,\text{gift share}_i,\qquad"
        r" \alpha = \frac{1}{a} \sum_i \mu_i\,\text{price}_i\,\text{ad points per yuan}_i"
        r"\end{gathered}",
        mark("The products of a role (enrolment E, repurchase R, wallet W) are mixed into one "
             "basket with price a; contribution c, gift γ and ad points α are per yuan of sales. "
             "Orders paid from the wallet earn no points."),
        "model/laws/baskets.py", rows("products.*", "role", "mix", "gift_share", "ad_point_rate"),
    ),
)

PROFILES = (
    Equation(
        mark("Spending of a member"),
        r"s_j(0) = a_E,\qquad s_j(u) = 2^{-u/h_j}\,\frac{a_R\,\lambda_j}{\tau_j}"
        r"\quad (u \ge 1)",
        mark("On the day of joining a member buys the first basket; later, as long as it still "
             "buys (half have stopped after h days), one repeat order of size λ every τ days. "
             "With τ = 0 there is no repeat order."),
        "model/laws/demand.py",
        rows("segments.*", "reorder_interval", "reorder_scale", "retention_half_life"),
    ),
    Equation(
        mark("Attention of a member"),
        r"a_j(u) = 2^{-u/b_j},\qquad w_j(0) = 0,\qquad w_j(u) = \omega_j\,a_j(u)",
        mark("A member watches until a day that comes once and for good: after u days the part a "
             "of all members still does, half after b days. Who still watches finishes the day's "
             "ad task with chance ω. Buying and watching end independently."),
        "model/laws/demand.py", rows("segments.*", "task_completion", "attention_half_life"),
    ),
    Equation(
        mark("What leaves the ad-point ledger"),
        r"v = \begin{cases}\rho\,\omega & \text{missed day deferred}\\"
        r" \rho & \text{missed day forfeited}\end{cases}",
        mark("Of one who still watches, on average: a part ρ of the points falls due each day. "
             "Deferred: only where the task was done. Forfeited: in any case, and it is paid only "
             "where the task was done."),
        "model/laws/demand.py", ("ad_points.release_rate", "ad_points.missed_day"),
    ),
    Equation(
        mark("Release from the balance, or from each grant"),
        r"b(u{+}1) = b(u)\,(1 - v) + q(u) \qquad\text{or}\qquad"
        r" \min\bigl(1,\ v\,(u - g)\bigr)\ \text{of a grant of day}\ g",
        mark("The ledger of one who still watches. Either a part of what is left falls due, which "
             "never ends, or the same part of the original grant q, which ends after 1/v days. A "
             "grant begins to release on the day after it is made."),
        "model/laws/demand.py", ("ad_points.rule",),
    ),
    Equation(
        mark("Paid on average, and left behind"),
        r"\psi_j(u) = \begin{cases}a_j(u)\,\text{left}(u) & \text{deferred}\\"
        r" w_j(u)\,\text{left}(u) & \text{forfeited}\end{cases},\qquad"
        r" \text{left behind} = \text{unreleased} - a_j(u)\,b(u{+}1)",
        mark("Only those who still watch are paid. What the others hold stays on paper: "
             "deferred, it stays forever, and later grants to those who buy but no longer watch "
             "come on top; forfeited, it runs out unpaid."),
        "model/laws/demand.py", rows("segments.*", "attention_half_life"),
    ),
    Equation(
        mark("From members to the scheme"),
        r"V_t = \sum_j \frac{z_j}{\sum_i z_i} \sum_{k \le t} n_k\,s_j(t-k)",
        mark("Every daily flow (orders, releases, finished ad tasks) adds up what the members of "
             "all join days do at their age of that day."),
        "model/laws/demand.py",
    ),
)
