// Figures, tiles and the sentence on top follow a hand on a lever of the sidebar. Streamlit sends
// nothing while a slider is dragged, but writes its value on the slider's input at every step.
// When the hand has let go, Streamlit's own run says what counts, and all is drawn by its data.

const REST_MS = 100
const LONG_MS = 10_000
const LOOK_MS = 300
const IDLE_MS = 1_500
const IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'

// Shared with the panels and the tiles of the page, which are modules of their own.
const live = (window.backstopLive ??= { followers: new Set(), moving: false, stamp: "" })

// `held`: the lever in hand; `fast`: it is dragged, or a key held; `other`: the reader has turned to
// something else since; `epoch` counts the rests.
const hand = {
  data: null, mount: null, moves: new Map(), held: null, fast: false, other: false, last: 0,
  epoch: 0, abort: null, watch: null, rests: null, listening: false,
}

export default function ({ data, parentElement }) {
  if (!hand.listening) listen()
  Object.assign(hand, { data: data?.levers ? data : null, mount: parentElement })
  live.stamp = data?.stamp
  stands(hand.data ? left(hand.moves, hand.data.levers, hand.held, hand.other) : new Map())
  return onceGone(parentElement, () => {
    if (hand.mount !== parentElement) return
    hand.data = null
    stands(new Map())
  })
}

function listen() {
  hand.listening = true
  new MutationObserver((changes) => changes.forEach(({ target }) => {
    // A slider that changes by itself, as by undo, is in nobody's hand.
    if (target.type === "range" && target === document.activeElement) reach(target)
  })).observe(document.body, { subtree: true, attributeFilter: ["aria-valuetext"] })
  const hear = (name, act) => document.addEventListener(name, act, { capture: true, passive: true })
  hear("input", ({ target }) => target.type === "number" && reach(target))
  hear("pointerdown", ({ target }) => take(leverOf(target), true))
  hear("keydown", ({ target, repeat }) => take(leverOf(target), repeat))
  for (const name of ["pointerup", "pointercancel", "keyup"]) hear(name, release)
}

// The lever in hand; whatever else the reader touches, the server answers.
function take(lever, fast) {
  Object.assign(hand, { held: lever, fast: Boolean(lever) && fast, other: !lever })
}

function release() {
  Object.assign(hand, { held: null, fast: false })
  look()
}

// Streamlit writes the key of an element, ours the lever's name, as a class on what is around it.
function leverOf(element) {
  for (let at = element; hand.data && at?.classList; at = at.parentElement) {
    for (const name of at.classList) if (Object.hasOwn(hand.data.levers, name)) return name
  }
  return null
}

function reach(input) {
  const lever = leverOf(input)
  if (!lever || !Number.isFinite(input.valueAsNumber)) return
  Object.assign(hand, { last: Date.now(), other: false })
  clearTimeout(hand.rests)
  hand.rests = setTimeout(look, REST_MS)
  stands(moved(hand.moves, hand.data.levers, lever, input.valueAsNumber))
  look()
}

function stands(moves) {
  hand.moves = moves
  if (moves.size && !live.moving) {
    live.moving = true
    hand.watch = setInterval(forget, LOOK_MS)
  } else if (!moves.size && live.moving) {
    rest()
  }
}

// What stood there before the hand came, or what the server has sent since, is drawn again.
function rest() {
  live.moving = false
  hand.epoch += 1
  hand.abort?.abort()
  clearInterval(hand.watch)
  document.body.classList.remove("backstop-moving")
  heading()?.removeAttribute("data-moving")
  live.followers.forEach((follower) => follower.rest())
}

// A move that the server never answers, for nothing was committed, does not last.
function forget() {
  const typing = document.activeElement?.type === "number" && leverOf(document.activeElement)
  if (hand.held || typing || !document.querySelector(IDLE)) hand.last = Date.now()
  if (Date.now() - hand.last > IDLE_MS) stands(new Map())
}

const heading = () => document.querySelector('[data-testid="stMain"] [data-testid="stHeading"] h1')

const look = asker({
  now, send, show, epoch: () => hand.epoch, later: (after) => setTimeout(look, after),
})

function now() {
  if (!live.moving || !hand.data) return null
  const wanted = [...live.followers].map((follower) => follower.wants())
  const keys = (seen) => wanted.flatMap(({ figures = [] }) =>
    figures.filter((figure) => figure.seen === seen).map((figure) => figure.key))
  const question = {
    ...hand.data.question, set: settings(hand.data, hand.moves),
    log: wanted.every((each) => each.log ?? true),
  }
  const later = keys(false)
  return {
    place: JSON.stringify(question), rests: !hand.fast || Date.now() - hand.last >= REST_MS,
    first: { ...question, figures: keys(true), readings: wanted.flatMap((each) => each.readings ?? []) },
    waits: later.length ? { ...question, page: "", figures: later } : null,
  }
}

async function send(question) {
  const abort = hand.abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), LONG_MS)
  try {
    const answer = await fetch(hand.data.address, {
      method: "POST", headers: { "Content-Type": "application/json" }, signal: abort.signal,
      body: JSON.stringify(question),
    })
    return answer.status === 200 ? await answer.json() : null
  } catch {
    return null // the next place asks again, and at release Streamlit answers
  } finally {
    clearTimeout(timer)
  }
}

async function show(answer, still) {
  if (answer.refused) return
  document.body.classList.add("backstop-moving")
  if (answer.verdict) heading()?.setAttribute("data-moving", answer.verdict)
  for (const follower of live.followers) {
    if (still()) await follower.show(answer, still)
  }
}
