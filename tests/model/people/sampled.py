"""People of a run drawn one by one, in plain NumPy: model.md section 6 read as it stands.

Only the market is taken from the run: what its pools minted, paid and sold, and who was forced out.
Everything else is stepped through day by day, so that it shares nothing with `model/people`.
"""

from dataclasses import dataclass

import numpy as np

from model import Run

CHUNK = 4000


@dataclass(frozen=True)
class Sample:
    """Chance to have everything back by (month, segment), and how surely it is known."""

    chance: np.ndarray
    error: np.ndarray
    members: np.ndarray

    def overall(self) -> tuple[float, float]:
        """Share of all members, and its standard error."""
        return self.over(np.ones(self.members.shape, bool))

    def over(self, cells: np.ndarray) -> tuple[float, float]:
        """The same of the members of some cells."""
        part = np.where(cells, self.members, 0.0)
        part = part / part.sum()
        known = part > 0.0
        error = np.sqrt(((part * self.error)[known] ** 2).sum())
        return float((part * self.chance)[known].sum()), float(error)


def sample(
    run: Run, members: int, seed: int, until: int | None = None, released_only: bool = False
) -> Sample:
    """Draw so many members of the first scenario of a run for each segment."""
    rng = np.random.default_rng(seed)
    months, segments = -(-run.days // 30), len(run.segment_ids)
    chance, error = np.full((2, months, segments), np.nan)
    counted = np.zeros((months, segments))
    last = run.days if until is None else max(0, run.days - until)
    for j in range(segments):
        group = run.groups.members[0, :last, j]
        if group.sum() <= 0.0:
            continue
        drawn = in_months(group, members, rng)
        found = np.concatenate([
            _chances(run, j, drawn[at : at + CHUNK], rng, until, released_only)
            for at in range(0, drawn.size, CHUNK)
        ])
        for month in range(months):
            here = found[drawn // 30 == month]
            counted[month, j] = group[30 * month : 30 * month + 30].sum()
            if here.size:
                chance[month, j] = here.mean()
                error[month, j] = here.std() / np.sqrt(here.size)
    return Sample(chance, error, counted)


def in_months(group: np.ndarray, members: int, rng: np.random.Generator) -> np.ndarray:
    """Join days: as many from each month, whatever its size, then by the day's joins."""
    months = [month for month in range(-(-group.size // 30))
              if group[30 * month : 30 * month + 30].sum() > 0.0]
    drawn = []
    for month in months:
        part = group[30 * month : 30 * month + 30]
        days = rng.choice(part.size, -(-members // len(months)), p=part / part.sum())
        drawn.append(30 * month + days)
    return np.concatenate(drawn)


def _chances(
    run: Run, j: int, joined: np.ndarray, rng: np.random.Generator, until: int | None,
    released_only: bool,
) -> np.ndarray:
    days, flat = run.days, run.inputs.flat
    seen = np.full(joined.size, until) if until is not None else days - 1 - joined
    rows = np.arange(joined.size)
    first, repeat = _sizes(run, rng, joined.size)
    spent = np.zeros((joined.size, days))
    spent[rows, 0] = first * float(run.inputs.baskets["enrolment"].price)
    who, tenure = repeat_orders(run, j, seen, rng)
    price = float(run.inputs.baskets["repurchase"].price)
    price *= float(run.inputs.segments.reorder_scale[0, j])
    np.add.at(spent, (who, tenure), price * repeat(who.size))
    total = spent.sum(axis=1)
    redeemed = np.zeros(joined.size)
    if not released_only:
        redeemed = _redeemed(run, j, joined, seen, spent)
    half_life = float(run.inputs.segments.attention_half_life[0, j])
    day = _first_day(run, j, spent, seen, total * (1.0 - 1e-12) - redeemed)
    assert flat["ad_points.rule"] in ("balance", "grant")
    return np.where(day < 0, 0.0, 2.0 ** (-np.maximum(day, 0) / half_life))


def _sizes(run: Run, rng: np.random.Generator, count: int):
    spread = float(np.asarray(run.inputs.flat["members.order_size_spread"]))
    sigma = np.sqrt(np.log1p(spread**2))

    def draw(number: int) -> np.ndarray:
        return np.exp(sigma * rng.standard_normal(number) - 0.5 * sigma**2)

    return draw(count), draw


def repeat_orders(
    run: Run, j: int, seen: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Who orders, and on which day after joining."""
    rate = float(run.inputs.segments.order_rate[0, j])
    spread = float(np.asarray(run.inputs.flat["members.order_rate_spread"]))
    own = np.ones(seen.size)
    if spread > 0.0:
        own = rng.gamma(spread**-2, spread**2, seen.size)
    life = rng.exponential(float(run.inputs.segments.retention_half_life[0, j]) / np.log(2.0),
                           seen.size)
    buys = np.minimum(life, seen)
    number = rng.poisson(rate * own * buys)
    who = np.repeat(np.arange(seen.size), number)
    day = np.maximum(1, np.ceil(rng.random(who.size) * buys[who])).astype(int)
    counts = day <= buys[who]
    return who[counts], day[counts]


def _redeemed(
    run: Run, j: int, joined: np.ndarray, seen: np.ndarray, spent: np.ndarray
) -> np.ndarray:
    """Day after day: points are credited, then sold with everybody's or all at a forced exit."""
    series = {name: values[0] for name, values in run.campaigns.items()}
    gift = [float(run.inputs.baskets[role].gift) for role in ("enrolment", "repurchase")]
    value = gift[0] * run.daily["first_orders"][0] + gift[1] * run.daily["reorders"][0]
    rows = np.arange(joined.size)
    held = np.zeros((len(run.campaign_ids), joined.size))
    redeemed = np.zeros(joined.size)
    leaving = {}
    for c, segment, k, day in run.exits[0]:
        if segment == j:
            leaving.setdefault((int(c), int(day)), set()).add(int(k))
    for day in range(run.days):
        tenure = day - joined
        here = (tenure >= 0) & (tenure <= seen)
        order = np.where(here, spent[rows, np.clip(tenure, 0, run.days - 1)], 0.0)
        order = order * np.where(tenure == 0, gift[0], gift[1])
        for c in range(held.shape[0]):
            if series["minting"][c, day] and value[day] > 0.0:
                held[c] += order * series["minted"][c, day] / value[day]
            if series["points_burned"][c, day] > 0.0:
                paid = series["redeemed"][c, day] / series["points_burned"][c, day]
                out = np.isin(joined, list(leaving.get((c, day), ())))
                part = np.where(out, 1.0, series["part_sold"][c, day])
                redeemed += np.where(here, part * held[c] * paid, 0.0)
                held[c] *= 1.0 - part
    return redeemed


def _first_day(
    run: Run, j: int, spent: np.ndarray, seen: np.ndarray, lacks: np.ndarray
) -> np.ndarray:
    """First day by which one who watches on has released what lacks; −1 where never while seen."""
    flat, completion = run.inputs.flat, float(run.inputs.segments.task_completion[0, j])
    forfeited = flat["ad_points.missed_day"] == "forfeited"
    rate = float(np.asarray(flat["ad_points.release_rate"]))
    share = rate if forfeited else rate * completion
    part = completion if forfeited else 1.0
    if flat["referral.basis"] == "release" and flat["referral.funded_by"] == "member":
        sponsored, direct, indirect = (float(np.asarray(flat[f"referral.{name}"])) for name in
                                       ("sponsored_share", "direct", "indirect"))
        part *= 1.0 - (direct * sponsored + indirect * sponsored**2)
    points = [float(run.inputs.baskets[role].ad_points) for role in ("enrolment", "repurchase")]
    granted = spent * np.where(np.arange(run.days) == 0, points[0], points[1])
    day = np.where(lacks <= 0.0, 0, -1)
    released, held = np.zeros(spent.shape[0]), granted[:, 0].copy()
    so_far, weighted = np.cumsum(granted, axis=1), np.cumsum(granted * np.arange(run.days), axis=1)
    for u in range(1, run.days):
        if flat["ad_points.rule"] == "balance":
            released += share * held
            held += granted[:, u] - share * held
        else:
            whole = 0 if share == 0.0 else max(0, int(np.floor(u - 1.0 / share + 1e-9)) + 1)
            done = so_far[:, whole - 1] if whole else 0.0
            moment = weighted[:, whole - 1] if whole else 0.0
            released = done + share * (
                u * (so_far[:, u - 1] - done) - (weighted[:, u - 1] - moment))
        newly = (day < 0) & (part * released >= lacks) & (u <= seen)
        day[newly] = u
    return day
