// The figures of a page, kept alive: new data moves what is drawn, and the reader's zoom stays.
// Whatever goes wrong is told to the page, which then shows ordinary figures instead.

const LOADING_MS = 15000
const panels = new WeakMap()

export default function (component) {
  const { data, parentElement } = component
  // The page may put fresh elements in place of those that it gave us before.
  const root = parentElement.querySelector(".backstop-panel")
  const cards = panels.get(root) ?? new Map()
  panels.set(root, cards)
  if (data?.cards) {
    show(root, cards, component).catch((error) => {
      console.error("Backstop: the figures could not be drawn", error)
      component.setStateValue("failed", true)
    })
  }
  return () => {
    cards.forEach(removed)
    cards.clear()
  }
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

// Tells the page of clicks on marks, where it wants to know.
function listen(card, wanted, component) {
  card.plot.classList.toggle("clickable", wanted.clicked)
  card.plot.removeAllListeners("plotly_click")
  if (!wanted.clicked) return
  card.plot.on("plotly_click", ({ points: [{ curveNumber: trace, pointIndex: point, x, y }] }) =>
    component.setTriggerValue("clicked", { key: wanted.key, trace, point, x, y }))
}

function created() {
  const frame = document.createElement("section")
  frame.innerHTML = `
    <header><h3></h3><button type="button" class="help">?</button><p role="tooltip"></p>
      <button type="button" class="csv">CSV</button><button type="button" class="png">PNG</button>
    </header>
    <ul></ul>
    <p class="y title"></p>
    <div class="plot" role="img"></div>
    <p class="x title"></p>`
  const card = { frame, plot: frame.querySelector(".plot"), drawn: null, hidden: new Set() }
  card.watch = new ResizeObserver(() =>
    card.drawn && card.plot.clientWidth && window.Plotly.Plots.resize(card.plot))
  card.watch.observe(card.plot)
  return card
}

function removed(card) {
  card.watch.disconnect()
  if (card.drawn) window.Plotly.purge(card.plot)
  card.frame.remove()
}

function label(card, wanted, labels) {
  const part = (selector) => card.frame.querySelector(selector)
  card.frame.classList.toggle("half", wanted.half)
  card.plot.style.height = `${wanted.figure.layout.height}px`
  card.plot.setAttribute("aria-label", `${wanted.title}. ${wanted.help}`)
  part("h3").textContent = wanted.title
  part("p").textContent = wanted.help
  part(".help").setAttribute("aria-label", `${labels.help}: ${wanted.help}`)
  for (const [name, act] of [["csv", table], ["png", picture]]) {
    const button = part(`.${name}`)
    button.title = labels[name]
    button.setAttribute("aria-label", `${labels[name]}: ${wanted.title}`)
    button.onclick = async () => save(`backstop-${wanted.key}.${name}`, await act(wanted, card))
  }
}

// To be read from across a room: type and lines grow with the window, and the height is the page's.
function enlarged({ data, layout }) {
  const size = Math.max(16, Math.round(window.innerHeight / 38))
  const { height, ...rest } = layout
  const annotations = layout.annotations?.map((note) =>
    note.font?.size ? { ...note, font: { ...note.font, size } } : note)
  return {
    data: data.map((trace) => trace.line?.width > 0
      ? { ...trace, line: { ...trace.line, width: trace.line.width * size / 11 } } : trace),
    layout: { ...rest, font: { ...layout.font, size }, ...(annotations && { annotations }) },
  }
}

function library(address) {
  window.backstopPlotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = address
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : reject(new Error("no Plotly")))
    script.onerror = () => reject(new Error(`no ${address}`))
    setTimeout(() => reject(new Error(`${address} took too long`)), LOADING_MS)
    document.head.append(script)
  })
  return window.backstopPlotly
}

// Streamlit writes its colours on an element above: asking that one is cheap, while asking for
// computed styles in the midst of a redraw makes the browser compute those of the whole page.
function theme(root) {
  let holder = root
  while (holder && !holder.style.getPropertyValue("--st-text-color")) holder = holder.parentElement
  const style = holder?.style ?? getComputedStyle(root)
  const read = (name) => style.getPropertyValue(`--st-${name}`).trim()
  return {
    text: read("text-color"), line: read("border-color"), back: read("background-color"),
    font: read("font"),
  }
}

async function picture(wanted, card) {
  const colours = theme(card.frame)
  const layout = themed(wanted.figure.layout, colours)
  const size = { width: card.plot.clientWidth, height: layout.height + 40 }
  const title = {
    text: `<b>${wanted.title}</b>`, x: 0.01, y: 0.98, xanchor: "left", yanchor: "top",
    font: { size: 16 },
  }
  const margin = { ...layout.margin, t: layout.margin.t + 40 }
  const address = await window.Plotly.toImage(
    {
      data: wanted.figure.data,
      layout: { ...layout, ...size, title, margin, paper_bgcolor: colours.back },
    },
    { format: "png", scale: 2, ...size },
  )
  return (await fetch(address)).blob()
}

// One row a point with all its digits, as charts/figure.py writes it; \ufeff tells Excel of UTF-8.
function table({ figure }) {
  const titles = ["xaxis", "yaxis"].map((axis) => figure.layout[axis].title?.text ?? "")
  const flows = figure.data.some((trace) => trace.type === "sankey")
  const rows = [["", ...(flows ? titles.reverse() : titles)]]
  for (const trace of figure.data) {
    if (!trace.name) continue
    if (trace.type === "sankey") {
      const { node: { label }, link } = trace
      const [from, to, value] = [link.source, link.target, link.value].map(values)
      from.forEach((source, index) =>
        rows.push([trace.name, label[source], label[to[index]], value[index]]))
      continue
    }
    const [x, y] = [values(trace.x), values(trace.y)]
    if (trace.z) {
      const z = values(trace.z)
      y.forEach((up, row) => x.forEach((at, column) =>
        rows.push([trace.name, at, up, z[row * x.length + column]])))
    } else {
      x.forEach((at, index) => rows.push([trace.name, at, y[index]]))
    }
  }
  const text = rows.map((row) => row.map(cell).join(",") + "\r\n").join("")
  return new Blob(["\ufeff", text], { type: "text/csv" })
}

function values(packed) {
  if (Array.isArray(packed)) return packed
  const bytes = Uint8Array.from(atob(packed.bdata), (letter) => letter.charCodeAt(0))
  const kinds = { f8: Float64Array, i4: Int32Array }
  return [...new kinds[packed.dtype](bytes.buffer)]
}

function cell(value) {
  const text = typeof value === "string" ? harmless(plain(value))
    : Number.isNaN(value) ? "" : String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

// A text that a spreadsheet would run as a formula gets an apostrophe in front.
function harmless(text) {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function save(name, blob) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
