// Draws the charts of the report, on screen in the reader's colours, on paper always in light ones.

const root = document.documentElement
const cards = [...document.querySelectorAll("figure")].map((frame) => ({
  frame, plot: frame.querySelector(".plot"), drawn: null, hidden: new Set(),
  wanted: { figure: JSON.parse(frame.querySelector("script").textContent) },
}))
const [moving, still] = [true, false].map((moves) =>
  cards.filter(({ frame }) => frame.classList.contains("moving") === moves))

function theme() {
  const style = getComputedStyle(root)
  const read = (name) => style.getPropertyValue(`--${name}`).trim()
  return { text: read("text"), line: read("line"), back: read("back"), font: read("font") }
}

// Without pausing in between: a browser about to print does not wait.
function paint() {
  const colours = theme()
  for (const card of still) draw(window.Plotly, card, sized(card), colours)
  if (!root.classList.contains("printing")) {
    for (const card of moving) draw(window.Plotly, card, sized(card), colours)
  }
}

// Two charts and a heading fit a page of A4 if each is a little less high than on screen. Those
// whose rows have names need their height.
function sized(card) {
  const { layout, data } = card.wanted.figure
  const lower = root.classList.contains("printing") && layout.yaxis.tickvals
  const scale = lower && typeof layout.yaxis.tickvals[0] === "number" ? 0.75 : 1
  const height = Math.round(scale * layout.height)
  card.plot.style.height = `${height}px`
  card.drawn = null
  return { figure: { data, layout: { ...layout, height } } }
}

function unpacked(id) {
  const packed = atob(document.getElementById(id).textContent)
  const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))
  return new Response(stream).text()
}

async function library() {
  const script = document.createElement("script")
  script.textContent = await unpacked("library")
  document.head.append(script)
}

// The tables stay open until their chart is there, and for good where it cannot be drawn.
async function start() {
  if (!window.Plotly) await library()
  for (const card of still) await first(card)
  root.classList.add("drawn") // from here on what moves has room
  for (const card of moving) await first(card)
  if (moving.length) listenToLevers(moving, JSON.parse(await unpacked("places")), paint)
}

async function first(card) {
  await draw(window.Plotly, card, sized(card), theme())
  card.frame.querySelector("details")?.removeAttribute("open")
  new ResizeObserver(() => {
    window.Plotly.Plots.resize(card.plot)
    card.fit()
  }).observe(card.plot)
}

function printing(on) {
  root.classList.toggle("printing", on)
  paint()
}

function follow() {
  if (!window.Plotly) return
  addEventListener("beforeprint", () => printing(true))
  addEventListener("afterprint", () => printing(false))
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint)
}

if (root.classList.contains("printing")) {
  paint()
  root.classList.add("drawn")
} else {
  start().then(follow, (error) => {
    root.classList.add("undrawn")
    console.error("Backstop: the charts could not be drawn", error)
  })
}
