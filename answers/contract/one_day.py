"""What happens on one day, in the order in which it happens (model.md section 5)."""

from answers.contract.equation import Equation, rows
from wording import mark

POOL = (
    Equation(
        mark("Orders paid from the wallet"), r"V_W = \sigma_W\,B_{t-1}",
        mark("Members spend a part of yesterday's wallet balance in the shop."),
        "model/laws/day.py", ("wallet.spend_rate",),
    ),
    Equation(
        mark("Contribution and gifts"),
        r"C = c_E V_E + c_R V_R + c_W V_W,\qquad G = \gamma_E V_E + \gamma_R V_R",
        mark("What the day's orders pay towards pools, and the value of the points that they are "
             "given."),
        "model/laws/day.py",
    ),
    Equation(
        mark("Which pool gets it"),
        r"\text{active}: (1-\theta)\,C,\quad \text{finished, together}: \theta\,C;\qquad"
        r"\text{none active}: \theta'\,C",
        mark("The open campaign that started last gets the contribution, less a part for those "
             "that have finished and still owe points. When no campaign is open, the finished "
             "ones share a part. The rest stays with the platform."),
        "model/laws/day.py",
        ("campaigns.*.start_day", "campaigns.*.issue_days", "rotation.tail_share",
         "rotation.after_pause_share"),
    ),
    Equation(
        mark("Minting, order by order"),
        r"S \leftarrow S\,\frac{\Gamma(x+\kappa+g)\,\Gamma(x)}{\Gamma(x+g)\,\Gamma(x+\kappa)},"
        r"\qquad P \leftarrow P + \delta\kappa,\qquad x = \frac{P}{\delta},\quad"
        r" g = \frac{\varphi\,G}{C}",
        mark("Each of κ equal orders adds δ to the pool P and is given points worth g·δ at the "
             "price that the order before it left; this is the exact sum of that. φ is the "
             "closing promotion's boost, 1 outside it. The very first order pays the issue "
             "price."),
        "model/laws/issuance.py",
        rows("campaigns.*", "pricing", "issue_price", "closing_days", "closing_boost",
             "initial_pool", "initial_points"),
    ),
    Equation(
        mark("Minting once a day"), r"S \leftarrow S + \frac{g\,\delta\kappa}{p_{t-1}}",
        mark("The other way of pricing: all orders of a day buy at its opening price."),
        "model/laws/issuance.py",
    ),
    Equation(
        mark("Selling points back"),
        r"P \leftarrow P\,\Bigl(1-\frac{Q}{S}\Bigr)^{1-\beta},\qquad \beta = f\,(1-f_P),\qquad"
        r" \text{paid to sellers} = \frac{1-f}{1-\beta}\,\text{outflow}",
        mark("Q points are sold in small pieces and destroyed; the part β of their value stays "
             "in the pool, f is the sell fee and $f_P$ the platform's part of it."),
        "model/laws/redemption.py", rows("campaigns.*", "sell_fee", "fee_to_platform"),
    ),
    Equation(
        mark("Forced sale at the cap"),
        r"y\,p \ge m\,X \ \ (\text{gross}) \qquad\text{or}\qquad y\,p\,(1-f) \ge m\,X"
        r" \ \ (\text{net})",
        mark("A group whose y points are worth the cap multiple m of its base X (what it spent, "
             "or the gift's value) must sell them all. Each sale lifts the price, so one may "
             "force the next; the smallest set that settles is taken, and its members share one "
             "batch, so some of them may get less than the cap."),
        "model/laws/redemption.py",
        rows("campaigns.*", "cap_multiple", "cap_measure", "cap_base"),
    ),
    Equation(
        mark("Voluntary sales and runs"), r"Q_{\text{voluntary}} = \max(\nu,\ \text{size}_e)\,y",
        mark("Every other group sells a fixed part of its points a day; on the day of a run the "
             "larger of that and the run's size."),
        "model/laws/day.py", ("campaigns.*.voluntary_sale_rate", "events.*.size"),
    ),
    Equation(
        mark("Price of a point"), r"p_t = \frac{P}{S}",
        mark("The pool divided by the points; the issue price while there are none. It is what "
             "one point would fetch if it alone were sold, less the fee."),
        "model/laws/day.py", ("campaigns.*.issue_price",),
    ),
)

PAYOUTS = (
    Equation(
        mark("Referral commissions"),
        r"(r_1\,\sigma + r_2\,\sigma^2)\,\mathit{Rel} \qquad\text{or}\qquad"
        r" (r_1'\,\sigma + r_2'\,\sigma^2)\,(V_E + V_R)",
        mark("Direct and indirect rates on what is released, or on orders; σ is the part of "
             "members with a sponsor, σ² of those whose sponsor has one as well. They are paid "
             "on top, or taken from the member's release."),
        "model/laws/payouts.py",
        rows("referral", "basis", "direct", "indirect", "order_direct", "order_indirect",
             "sponsored_share", "funded_by"),
    ),
    Equation(
        mark("Team bonus"),
        r"\sum_\ell \text{volume}_\ell\,\text{rate}_\ell\,(1 + e\,\text{same}_\ell)\times"
        r"(V_E + V_R \ \text{or}\  \mathit{Rel})",
        mark("By the differential rule the leaders above an order together get the highest rate "
             "among them; a second leader of the same level gets the part e of it besides."),
        "model/laws/payouts.py",
        (*rows("team", "basis", "same_level_rate", "paid_in"),
         *rows("team.levels.*", "rate", "volume_share", "same_level_share")),
    ),
    Equation(
        mark("Regional agents"),
        r"A_t = A\,\text{sold}\,\min\Bigl(1,\tfrac{t+1}{\max(1,\,\text{ramp})}\Bigr),\qquad"
        r" \text{payout} = \text{rate}\,\tfrac{A_t}{A}\,(V_E + V_R \ \text{or}\  \mathit{Rel})",
        mark("Of A territories of a tier more are sold day by day; each pays its fee once, gets "
             "goods for a part of it, and earns its rate on what its area sells. Tiers stack."),
        "model/laws/payouts.py",
        rows("agents.*", "fee", "goods_cost_share", "rate", "territories", "sold_share",
             "ramp_days", "basis"),
    ),
)

CASH = (
    Equation(
        mark("Members' wallet"),
        r"B_t = \bigl(B_{t-1} - V_W + (1-\eta)\,I\bigr)\,(1-\text{rush}_t),\qquad"
        r" I = \mathit{Rel}_{\text{net}} + \text{commissions} + \text{redemptions}",
        mark("Of what members receive the part η is withdrawn at once, the rest stays as a "
             "balance, which is a debt of the platform. A rush withdraws a part of it."),
        "model/laws/day.py", ("wallet.withdraw_share",),
    ),
    Equation(
        mark("Operating cash"),
        r"\begin{aligned}\Delta\,\text{cash} = {}& (V_E+V_R)(1-\pi) +"
        r" \text{redemptions received} + \text{platform's fee part}\\"
        r" &+ \text{advert income} + \text{agent fees}\\"
        r" &- \text{goods} - \text{contributions} - \text{opening pools} -"
        r" \text{withdrawals}\,(1-f_w)\\"
        r" &- \text{agents} - \text{cash bonus} - \text{agents' goods} - F -"
        r" \chi\,(V_E+V_R)\end{aligned}",
        mark("The platform's own account: what orders, adverts and agents bring less what goods, "
             "pools, members, agents and running the shop cost. The pool is a separate account; "
             "what is in one as it opens is the operator's own money, paid on that day. Tax is not "
             "in it."),
        "model/laws/treasury.py",
        ("platform.initial_cash", "platform.payment_fee", "platform.fixed_cost_per_day",
         "platform.cost_share_of_sales", "wallet.withdrawal_fee"),
    ),
    Equation(
        mark("Advert income"),
        r"\text{advert income} = \mathit{Wat}\cdot\text{ads}\cdot\text{income}\cdot"
        r"\prod_e (1-\text{size}_e)",
        mark("Finished ad tasks times adverts per task times income per view, less what events "
             "take away."),
        "model/laws/treasury.py", ("ad_points.ads_per_task", "ad_points.revenue_per_view"),
    ),
)
