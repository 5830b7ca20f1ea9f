"""What single members do by chance, of which the cohort model has the means.

The page Members and `python -m scenarios members` simulate them.
"""

from answers.contract.equation import Equation, rows
from wording import mark

SINGLE_MEMBERS = (
    Equation(
        mark("Orders of a single member"),
        r"N_u \sim \mathit{Po}(\lambda)\ \ (u \le \ell_B),\qquad \lambda = \frac{x}{i},\quad"
        r" x \sim \Gamma\Bigl(\frac{1}{c^2}\Bigr),\qquad y = a_R\,z,\quad z \sim"
        r" \mathit{LogN}(c_y)",
        mark("Repeat orders come at random at a rate of the member's own (i: days between orders, "
             "x of mean 1 and spread c, so that counts are negative binomial) until it stops "
             "buying on day $\\ell_B$, drawn with the half-life. An order's size varies around the "
             "basket."),
        "model/members/orders.py",
        ("members.order_rate_spread", "members.order_size_spread"),
    ),
    Equation(
        mark("Ad tasks of a single member"),
        r"w_u = 1\ \text{or}\ 0,\qquad \mathit{P}(w_u = 1) = \alpha\ \ (u \le \ell_A),\qquad"
        r" w_u = 0\ \ (u > \ell_A)",
        mark("A day's task is done or missed; from day $\\ell_A$ on, drawn from the half-life, "
             "all are missed. Whoever no longer watches leaves ad points behind for good, here "
             "as in the cohort model, which takes the part who still watch on each day."),
        "model/members/tasks.py",
        ("segments.*.task_completion", "segments.*.attention_half_life"),
    ),
    Equation(
        mark("Who brings whom"), r"\pi_k \sim \Bigl(1-\frac{c}{2}\Bigr) + \frac{c}{2}\,k",
        mark("A new member's sponsor is somebody who joined before that day; with k referrals "
             "already, in proportion to π: by chance at c = 0, by preferential attachment at "
             "c = 1."),
        "model/members/population.py", ("members.sponsor_concentration",),
    ),
    Equation(
        mark("Leaders on the actual tree"), r"(r_\ell - r_{\ell'})\,V,\qquad r_{\ell} > r_{\ell'}",
        mark("Every 30 days whoever has enough direct referrals and team volume rises to a level. "
             "Going up from an order or release V, a leader of a rate above all below (the "
             "highest is $r_{\\ell'}$) is paid the difference; the next one of the same level a "
             "part of that. In contribution points it is that amount at their stated price."),
        "model/members/team.py",
        ("team.equity_price", *rows("team.levels.*", "direct_referrals", "team_volume")),
    ),
    Equation(
        mark("Single members at the cap"), r"y\,p \ge \min(m, m')\,X",
        mark("The cap is tested on each member's own points y and base X, in the cohort model on "
             "a group's means. That is the difference left between both: single members who order "
             "less than their group reach the cap sooner, for later orders, at a higher price, "
             "bring fewer points for the base that they add. An impatient member sells all its "
             "points, of its own will, at its target $m'$ if that lies below the cap; points and "
             "base then start again from zero."),
        "model/members/exits.py", ("members.target_multiple", "members.impatient_share"),
    ),
)
