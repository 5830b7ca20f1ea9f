"""Controls as a loop over days and groups, written from controls.md and nothing of `model`.

Demand without limits and the laws of watching are the NumPy oracle's (`benchmarks.numpy_terms`).
Groups are (account, join day, segment), account 0 people's own, 1 second ones; each day looks at
all of them. No control of releases depends on pools, which are in `pools_by_hand`.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from benchmarks.numpy_terms import (
    Table,
    basket,
    events_per_day,
    joins_per_day,
    rows,
    tenure_profiles,
)


def served(document: Table, profile: SimpleNamespace) -> SimpleNamespace:
    """By tenure and segment what an account buys, what of it earns, what is refused and evaded."""
    limits, who = rows(document, "limits"), document["identity"]
    evading = who["evading_share"] * (1.0 - who["detection"])
    wanted, orders = profile.spend, profile.orders
    found = SimpleNamespace(**{name: np.zeros_like(wanted)
                               for name in ("spend", "orders", "earning", "refused", "evaded")})
    for j in range(wanted.shape[1]):
        used = [0.0] * len(limits)
        for u in range(wanted.shape[0]):
            part, rewarded = 1.0, 1.0
            for i, row in enumerate(limits):
                if u % row.get("window_days", 10**9) == 0:
                    used[i] = 0.0
                asked = {"orders": orders, "spend": wanted}.get(row["on"])
                if asked is not None and asked[u, j] > 0.0:
                    part = min(part, max(0.0, row["limit"] - used[i]) / asked[u, j])
            got = part * wanted[u, j]
            for i, row in enumerate(limits):
                if row["on"] == "earning" and got > 0.0:
                    rewarded = min(rewarded, max(0.0, row["limit"] - used[i]) / got)
            earns = rewarded * got
            counted = {"orders": part * orders[u, j], "spend": got, "earning": earns}
            used = [one + counted[row["on"]] for one, row in zip(used, limits, strict=True)]
            found.earning[u, j] = earns
            found.spend[u, j] = got if u == 0 else earns + (1.0 - evading) * (got - earns)
            if got > 0.0:
                found.orders[u, j] = part * orders[u, j] * found.spend[u, j] / got
            if u > 0:
                found.refused[u, j] = (1.0 - evading) * (wanted[u, j] - got)
                found.evaded[u, j] = evading * (wanted[u, j] - earns)
    return found


def gate(document: Table, measure: np.ndarray) -> np.ndarray:
    """Whether the gate is open, by day."""
    terms, days = document["release_gate"], measure.size
    if terms.get("min_growth") is None:
        return np.ones(days, dtype=bool)
    period = np.arange(days) // terms["period_days"]
    sums = np.bincount(period, measure)
    is_open = [i < 2 or bool(sums[i - 1] > 0.0
                             and sums[i - 1] >= (1.0 + terms["min_growth"]) * sums[i - 2])
               for i in range(sums.size)]
    return np.array(is_open)[period]


class Group:
    """The ad points of one member of a group who joined on day `joined`, watching or not."""

    def __init__(self, granted: np.ndarray, segment: Table, rules: Table, joined: int) -> None:
        self.granted, self.rules, self.joined = granted, rules, joined
        self.chance, self.life = segment["task_completion"], segment["attention_half_life"]
        self.forfeited = rules["missed_day"] == "forfeited"
        self.rate = rules["release_rate"] * (1.0 if self.forfeited else self.chance)
        self.lag = rules["lag_days"]
        self.by_grant = rules["rule"] == "grant"
        self.expiry = rules.get("expiry_days") if self.by_grant else None
        self.left = np.zeros_like(granted)  # of each grant in a watcher's ledger, by tenure
        self.behind = np.zeros_like(granted)  # with those who stopped, of all members
        self.gone = np.zeros_like(granted)

    def day(self, day: int, factor: float) -> tuple[float, float, float]:
        """Due, lapsed and unreleased on a day, ad points a member of the group."""
        u, due, lapsed = day - self.joined, 0.0, 0.0
        watching, before = 2.0 ** (-u / self.life), 2.0 ** (-(u - 1) / self.life)
        if u > 0:
            stops = before - watching
            if not self.forfeited:
                self.behind[:u] += stops * self.left[:u]
        for g in range(max(0, u - self.lag + 1)):
            if self.expiry is not None and u > g + self.expiry:
                continue
            if self.by_grant:
                part = min(1.0 - self.gone[g], self.rate * factor)
                self.gone[g] += part
                out = min(self.left[g], part * self.granted[g])
            else:
                out = self.rate * factor * self.left[g]
            self.left[g] -= out
            due += watching * out * (self.chance if self.forfeited else 1.0)
        self.left[u] = self.granted[u]
        if not self.forfeited:
            self.behind[u] = (1.0 - watching) * self.granted[u]
        if self.expiry is not None and u >= self.expiry:
            g = u - self.expiry
            lapsed = watching * self.left[g] + (
                (1.0 - watching) * self.left[g] if self.forfeited else self.behind[g])
            self.left[g] = self.behind[g] = 0.0
        held = watching * self.left[: u + 1].sum()
        rest = (1.0 - watching) * self.left[: u + 1].sum() if self.forfeited else (
            self.behind[: u + 1].sum())
        return due, lapsed, held + rest


def accounts(document: Table) -> SimpleNamespace:
    """Who buys what: `people` (account, day opened, segment), what is `served` to one of them and
    the `profile` of its demand (tenure, segment); `joins` (day,)."""
    days, products = document["horizon"]["days"], rows(document, "products")
    enrol, again = (basket(products, role) for role in ("enrolment", "repurchase"))
    segments, events = rows(document, "segments"), rows(document, "events")
    effect = events_per_day(days, [e for e in events if e["kind"] != "release_cut"])
    joins = joins_per_day(days, document["growth"], effect.growth)
    share = np.array([segment["share"] for segment in segments], dtype=float)
    share /= share.sum()
    rules = {"lag_days": 1} | document["ad_points"]
    profile = tenure_profiles(days, segments, rules, enrol, again)
    own = served(document, profile)
    people = np.zeros((2, days, share.size))
    people[0] = joins[:, None] * share
    for t in range(1, days):
        for k in range(t):
            people[1, t] += share * joins[k] * own.evaded[t - k] / enrol.price
    return SimpleNamespace(people=people, served=own, profile=profile, joins=joins)


def run(document: Table, bought: SimpleNamespace) -> dict[str, np.ndarray]:
    """Daily series of orders and releases (day,), by name of daily.csv; of `accounts`."""
    products, segments = rows(document, "products"), rows(document, "segments")
    enrol, again = (basket(products, role) for role in ("enrolment", "repurchase"))
    people, own = bought.people, bought.served
    found = sales(people, own, enrol.price, bought.joins)
    releases = due(people, own, (enrol.ad_points, again.ad_points), segments, document, found)
    return found | settled(document, releases, found | {"second": enrol.price * people[1].sum(1)})


def sales(
    people: np.ndarray, own: SimpleNamespace, price: float, joins: np.ndarray
) -> dict[str, np.ndarray]:
    """What is bought, refused and earns nothing, yuan a day."""
    days = joins.size
    later = {name: np.zeros(days) for name in ("spend", "earning", "refused")}
    for t in range(days):
        for k in range(t):
            for name, values in later.items():
                values[t] += people[0, k] @ getattr(own, name)[t - k]
    opened = people.sum(axis=0)
    first = opened.sum(axis=1) * price
    earned = opened @ own.earning[0] + later["earning"]
    return {"first_orders": first, "reorders": later["spend"], "refused_sales": later["refused"],
            "second_accounts": people[1].sum(axis=1),
            "unrewarded_sales": first + later["spend"] - earned}


def due(
    people: np.ndarray, own: SimpleNamespace, per_yuan: tuple[float, float],
    segments: list[Table], document: Table, found: dict[str, np.ndarray],
) -> SimpleNamespace:
    """Ad points due by account (2, day), lapsed and unreleased (day,), and which days are open."""
    days, products = people.shape[1], rows(document, "products")
    rules = {"lag_days": 1} | document["ad_points"]
    parts = [basket(products, role).contribution for role in ("enrolment", "repurchase")]
    sold = found["first_orders"], found["reorders"]
    measure = sold[0] + sold[1]
    if document["release_gate"].get("measure") == "contribution":
        measure = parts[0] * sold[0] + parts[1] * sold[1]
    is_open, factor = gate(document, measure), np.ones(days)
    for event in rows(document, "events"):
        if event["kind"] == "release_cut" and event["day"] < days:
            factor[event["day"]:] *= 1.0 - event["size"]
    if document["release_gate"].get("while_closed", "deferred") == "deferred":
        factor = np.where(is_open, factor, 0.0)
    result = SimpleNamespace(due=np.zeros((2, days)), lapsed=np.zeros(days),
                             unreleased=np.zeros(days), is_open=is_open)
    rates = np.r_[per_yuan[0], np.full(days - 1, per_yuan[1])]
    for account, k, j in zip(*np.nonzero(people), strict=True):
        granted = rates * own.earning[:, j]
        if account:
            granted = np.where(np.arange(days) == 0, granted, 0.0)
        group = Group(granted, segments[j], rules, int(k))
        for day in range(k, days):
            came, lapsed, held = (
                people[account, k, j] * each for each in group.day(day, factor[day]))
            result.due[account, day] += came
            result.lapsed[day] += lapsed
            result.unreleased[day] += held
    return result


def settled(
    document: Table, releases: SimpleNamespace, found: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Who is paid what of what is due."""
    days, terms, referral = releases.lapsed.size, document["payout_limit"], document["referral"]
    sponsored, closed = referral["sponsored_share"], document["release_gate"].get("while_closed")
    by_release = referral["basis"] == "release"
    direct, indirect = (referral[name if by_release else f"order_{name}"]
                        for name in ("direct", "indirect"))
    uplines = np.array([direct * s + indirect * s * t
                        for s, t in ((sponsored, sponsored), (1.0, sponsored))])
    rates = uplines * (by_release and referral["funded_by"] == "platform")
    on_orders = np.array([found["first_orders"] + found["reorders"] - found["second"],
                          found["second"]])
    limit, arrears = terms.get("share_of_sales"), np.zeros(2)
    names = ("released", "arrears", "lapsed_points", "commissions")
    series = {name: np.zeros(days) for name in names}
    for t in range(days):
        claims, lapsed, part = arrears + releases.due[:, t], releases.lapsed[t], 1.0
        if limit is not None:
            cost = (claims * (1.0 + rates)).sum()
            room = limit * (found["first_orders"][t] + found["reorders"][t])
            part = min(1.0, room / cost) if cost > 0.0 else 1.0
        if not releases.is_open[t] and closed == "queued":
            arrears, part = claims, 0.0
        elif not releases.is_open[t] and closed == "lapsed":
            lapsed, part = lapsed + releases.due[:, t].sum(), 0.0
        elif limit is not None and terms.get("unpaid") == "lapsed":
            lapsed, arrears = lapsed + ((1.0 - part) * claims).sum(), np.zeros(2)
        else:
            arrears = (1.0 - part) * claims
        series["released"][t] = (part * claims).sum()
        series["commissions"][t] = uplines @ (part * claims if by_release else on_orders[:, t])
        series["arrears"][t] = (arrears * (1.0 + rates)).sum()
        series["lapsed_points"][t] = lapsed
    return series | {"due": releases.due.sum(axis=0), "unreleased_ad_points": releases.unreleased}
