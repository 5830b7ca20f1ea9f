// Where a hand has moved levers to that the page's server does not know of yet.

const ROUNDING = 1e-9

function same(one, other) {
  return Math.abs(one - other) <= ROUNDING * Math.max(1, Math.abs(one), Math.abs(other))
}

// Places by lever, with one more, unless the lever stands there already.
function moved(moves, levers, lever, to) {
  const next = new Map(moves)
  next.delete(lever)
  return same(levers[lever].at, to) ? next : next.set(lever, to)
}

// What is left of them once the server has told where levers stand. It counts for all but the lever
// in hand after something `other` that the reader did; else what it says of a place that the hand has
// left since is passed over.
function left(moves, levers, held, other) {
  return new Map([...moves].filter(([lever, to]) =>
    Object.hasOwn(levers, lever) && !same(levers[lever].at, to) && (lever === held || !other)))
}

// Where every lever stands that the question's link does not tell: names, as the screen shows them.
function settings({ set, levers }, moves) {
  const shown = { ...set }
  for (const [lever, to] of moves) for (const name of levers[lever].names) shown[name] = to
  return shown
}
