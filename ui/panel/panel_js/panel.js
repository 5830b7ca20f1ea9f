// The figures of a page, kept alive: new data moves what is drawn, and the reader's zoom stays.
// Whatever goes wrong is told to the page, which then shows ordinary figures instead.

// Shared with `live_js/`, which moves what has a stamp while a hand moves a lever.
const live = (window.backstopLive ??= { followers: new Set(), moving: false, stamp: "" })

const panels = new WeakMap()

export default function (component) {
  const { data, parentElement } = component
  // The page may put fresh elements in place of those that it gave us before.
  const root = parentElement.querySelector(".backstop-panel")
  if (!panels.has(root)) panels.set(root, panelOf(root))
  const panel = panels.get(root)
  panel.component = component
  root.classList.toggle("follows", Boolean(data?.follows))
  if (data?.follows) live.followers.add(panel.follower)
  else live.followers.delete(panel.follower)
  settle(panel)
  return onceGone(root, () => {
    live.followers.delete(panel.follower)
    panel.cards.forEach(removed)
    panel.cards.clear()
  })
}

function panelOf(root) {
  const panel = { root, cards: new Map(), component: null, turn: Promise.resolve() }
  panel.follower = follower(panel)
  return panel
}

// What the server has sent, once no hand moves what it is about.
function settle(panel) {
  const { component } = panel
  if (!component.data?.cards || (component.data.follows && live.moving)) return
  panel.turn = panel.turn.then(() => show(panel.root, panel.cards, component)).catch((error) => {
    console.error("Backstop: the figures could not be drawn", error)
    component.setStateValue("failed", true)
  })
}

async function show(root, cards, component) {
  const { data } = component
  root.classList.toggle("large", Boolean(data.large))
  for (const [key, card] of cards) {
    if (!data.cards.some((wanted) => wanted.key === key)) {
      removed(card)
      cards.delete(key)
    }
  }
  for (const wanted of data.cards) {
    if (!cards.has(wanted.key)) cards.set(wanted.key, created())
    const card = cards.get(wanted.key)
    root.append(card.frame)
    label(card, wanted, data.labels)
  }
  const Plotly = window.Plotly ?? (await library(data.library))
  const colours = theme(root)
  for (const wanted of data.cards) {
    const card = cards.get(wanted.key)
    // While a figure is drawn the reader may turn the page: what fails then is nobody's loss.
    const there = () => card && cards.get(wanted.key) === card
    try {
      const figure = data.large ? enlarged(wanted.figure) : wanted.figure
      if (there()) await draw(Plotly, card, { ...wanted, figure }, colours)
      if (there()) listen(card, wanted, component)
    } catch (error) {
      if (there()) throw error
    }
  }
}
