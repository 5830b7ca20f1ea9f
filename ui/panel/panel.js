// One figure that stays alive: new data moves what is drawn, and the reader's zoom is kept.
// Whatever goes wrong is told to the page, which then shows an ordinary figure instead.

const LOADING_MS = 15000
const panels = new WeakMap()

export default function (component) {
  const { data, parentElement } = component
  // The page may put fresh elements in place of those it gave us before.
  const root = parentElement.querySelector(".backstop-panel")
  const panel = panels.get(root) ?? created(root)
  if (data?.figure) {
    draw(panel, data).catch((error) => {
      console.error("Backstop: a figure could not be drawn", error)
      component.setStateValue("failed", true)
    })
  }
  return () => removed(root)
}

function created(root) {
  const panel = { root, plot: root.querySelector(".plot"), drawn: null }
  panel.watch = new ResizeObserver(() => panel.drawn && window.Plotly.Plots.resize(panel.plot))
  panel.watch.observe(root)
  panels.set(root, panel)
  return panel
}

function removed(root) {
  const panel = panels.get(root)
  if (!panel) return
  panel.watch.disconnect()
  if (panel.drawn) window.Plotly.purge(panel.plot)
  panels.delete(root)
}

async function draw(panel, data) {
  panel.plot.style.height = `${data.figure.layout.height}px`
  panel.plot.setAttribute("aria-label", data.alt)
  buttons(panel, data)
  const Plotly = window.Plotly ?? (await library(data.library))
  const colours = theme(panel.root)
  const wanted = JSON.stringify([data.figure, colours])
  if (wanted === panel.drawn) return
  const layout = themed(data.figure.layout, colours)
  await Plotly.react(panel.plot, data.figure.data, layout, { displayModeBar: false })
  panel.drawn = wanted
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

function theme(root) {
  const style = getComputedStyle(root)
  const read = (name) => style.getPropertyValue(`--st-${name}`).trim()
  return {
    text: read("text-color"), line: read("border-color"), back: read("background-color"),
    font: read("font"),
  }
}

// Streamlit gives an ordinary figure the page's colours; ours takes them from the page itself.
function themed(layout, colours) {
  const axis = { gridcolor: colours.line, linecolor: colours.line, zerolinecolor: colours.line }
  const hover = { bgcolor: colours.back, bordercolor: colours.line, font: { color: colours.text } }
  const result = {
    ...layout, hoverlabel: hover, autosize: true,
    font: { ...layout.font, color: colours.text, family: colours.font },
  }
  for (const name of Object.keys(layout)) {
    if (/^[xy]axis\d*$/.test(name)) result[name] = { ...axis, ...layout[name] }
  }
  return result
}

function buttons(panel, data) {
  const [csv, png] = panel.root.querySelectorAll("button")
  for (const [button, label] of [[csv, data.labels.csv], [png, data.labels.png]]) {
    button.title = label
    button.setAttribute("aria-label", `${label}: ${data.title}`)
  }
  csv.onclick = () => save(`${data.file}.csv`, new Blob([table(data.figure)], { type: "text/csv" }))
  png.onclick = () => picture(panel, data)
}

// One row a point with all its digits, as charts/figure.py writes it; \ufeff tells Excel of UTF-8.
function table(figure) {
  const titles = ["xaxis", "yaxis"].map((axis) => figure.layout[axis].title?.text ?? "")
  const rows = [["", ...titles]]
  for (const trace of figure.data) {
    if (!trace.name) continue
    const [x, y] = [values(trace.x), values(trace.y)]
    x.forEach((at, index) => rows.push([trace.name, at, y[index]]))
  }
  return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("")
}

function values(packed) {
  if (Array.isArray(packed)) return packed
  const bytes = Uint8Array.from(atob(packed.bdata), (letter) => letter.charCodeAt(0))
  const kinds = { f8: Float64Array, i4: Int32Array }
  return [...new kinds[packed.dtype](bytes.buffer)]
}

function cell(value) {
  const text = Number.isNaN(value) ? "" : String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

async function picture(panel, data) {
  const colours = theme(panel.root)
  const layout = themed(data.figure.layout, colours)
  const width = panel.plot.clientWidth
  const address = await window.Plotly.toImage(
    {
      data: data.figure.data,
      layout: {
        ...layout, width, height: layout.height + 40, paper_bgcolor: colours.back,
        margin: { ...layout.margin, t: layout.margin.t + 40 },
        title: { text: `<b>${data.title}</b>`, x: 0.01, y: 0.98, yanchor: "top", xanchor: "left",
                 font: { size: 16 } },
      },
    },
    { format: "png", scale: 2, width, height: layout.height + 40 },
  )
  save(`${data.file}.png`, await (await fetch(address)).blob())
}

function save(name, blob) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
