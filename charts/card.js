// A figure between its legend and the titles of its axes, as pages and reports show it.
// A card is { frame, plot, drawn, hidden }: the frame holds a list (ul), .x.title and .y.title.

async function draw(Plotly, card, wanted, colours) {
  const names = broken(wanted.figure, colours, card.plot.clientWidth)
  const height = names?.height ?? wanted.figure.layout.height
  if (height) card.plot.style.height = `${height}px`
  card.fit = () => JSON.stringify(broken(wanted.figure, colours, card.plot.clientWidth)) ===
    JSON.stringify(names) || draw(Plotly, card, wanted, colours)
  const seen = JSON.stringify([wanted.figure, colours, [...card.hidden], names])
  if (seen === card.drawn) return
  legend(card, wanted.figure, () => draw(Plotly, card, wanted, colours))
  const data = wanted.figure.data.map((trace) =>
    card.hidden.has(trace.name) ? { ...trace, visible: false } : trace)
  // A copy, for Plotly writes the reader's zoom into what it is given: drawn once more, the figure
  // would ask for that range itself, and the next one put an end to it.
  const layout = structuredClone(
    bare(card, wanted.figure, themed(lined(wanted.figure.layout, names), colours)))
  const dates = dated(wanted.figure)
  if (dates) {
    data.push(dates)
    layout.yaxis9 = { overlaying: "y", visible: false, range: [0, 1], fixedrange: true }
  }
  await Plotly.react(card.plot, data, layout, { displayModeBar: false })
  card.drawn = seen
}

// Where day 0 has a date, the box under the pointer ends with that of its day, or with the first
// and last of its month: a trace that nobody sees, at the points of the first one that has some.
function dated(figure) {
  const { day_zero, step } = figure.layout.meta ?? {}
  const first = day_zero && figure.data.find((trace) => trace.x && trace.hoverinfo !== "skip")
  if (!first) return null
  const date = (day) => new Date(Date.parse(day_zero) + 864e5 * day).toISOString().slice(0, 10)
  const told = (x) => step === 1 ? date(x) : `${date(step * (x - 1))} – ${date(step * x - 1)}`
  const x = numbers(first.x)
  return {
    type: "scatter", mode: "lines", line: { width: 0 }, opacity: 0, showlegend: false, x,
    y: x.map(() => 0.5), yaxis: "y9", customdata: x.map(told),
    hovertemplate: "%{customdata}<extra></extra>",
  }
}

// Numbers as Plotly takes them: a list, or base64 of their bytes.
function numbers(column) {
  if (!column.bdata) return Array.from(column)
  const bytes = Uint8Array.from(atob(column.bdata), (letter) => letter.charCodeAt(0))
  const kinds = { i4: Int32Array, i8: BigInt64Array, f8: Float64Array }
  return Array.from(new kinds[column.dtype](bytes.buffer), Number)
}

// Legend and axis titles stand around the plot as text of the page: drawn by Plotly they take half
// of the time that a figure takes, for it measures every word in the page.
function legend(card, figure, redraw) {
  const named = figure.data.filter((trace) => trace.name && trace.showlegend !== false)
  const items = named.length > 1 ? named.map((trace) => entry(card, trace, redraw)) : []
  card.frame.querySelector("ul").replaceChildren(...items)
}

function entry(card, trace, redraw) {
  const item = document.createElement("li")
  const button = document.createElement("button")
  const swatch = document.createElement("i")
  const line = trace.type === "scatter" && !trace.fill && !trace.stackgroup
  const colour = trace.marker?.color ?? trace.marker?.line?.color ?? trace.fillcolor
  swatch.className = line && trace.mode === "lines" ? `line ${trace.line.dash ?? "solid"}` : "area"
  swatch.style.color = line && trace.mode === "lines" ? trace.line.color : colour ?? trace.line.color
  button.type = "button"
  button.append(swatch, plain(trace.name))
  button.setAttribute("aria-pressed", String(!card.hidden.has(trace.name)))
  button.onclick = () => {
    card.hidden.delete(trace.name) || card.hidden.add(trace.name)
    redraw()
  }
  item.append(button)
  return item
}

function bare(card, figure, layout) {
  const [x, y] = [layout.xaxis, layout.yaxis]
  for (const [axis, place] of [[x, "x"], [y, "y"]]) {
    card.frame.querySelector(`.${place}.title`).textContent = plain(axis.title?.text)
  }
  const lines = Math.max(1, ...(x.ticktext ?? []).map((text) => text.split("<br>").length))
  const { size } = layout.font
  const below = 8 + Math.round(1.3 * size) * lines
  const margin = { l: 10 + widest(figure, layout), r: Math.round(2.3 * size), t: 10, b: below }
  const untitled = { title: { text: "" }, automargin: false, ticklabeloverflow: "allow" }
  return {
    ...layout, showlegend: false, margin,
    xaxis: { ...x, ...untitled }, yaxis: { ...y, ...untitled },
  }
}

// A figure's texts come as Plotly shows them; elsewhere < is itself.
function plain(text) {
  return (text ?? "").replaceAll("&lt;", "<")
}

const pen = document.createElement("canvas").getContext("2d")

// Width of the longest label on the upright axis: its ticks', or its categories'.
function widest(figure, layout) {
  const categories = () => figure.data.flatMap((trace) => Array.isArray(trace.y) ? trace.y : [])
  pen.font = `${layout.font.size}px ${layout.font.family}`
  const texts = layout.yaxis.ticktext ?? categories()
  const lines = texts.flatMap((text) => String(text).split("<br>"))
  return Math.max(30, ...lines.map((text) => pen.measureText(plain(text)).width))
}

// In a plot less wide than so many pixels names of rows take at most this part of it.
const NARROW = 480, PART = 0.42, LINE = 1.25

// Where names of rows would take the room of a narrow plot, as on a phone, they go on in further
// lines, the plot is as high as these need, and there are no more ticks below than fit beside one
// another: { height, tickvals, ticktext, every }; else null.
function broken(figure, colours, width) {
  const { xaxis, yaxis, height, font } = figure.layout
  const names = yaxis?.categoryarray ?? figure.data.find((trace) => trace.orientation === "h")?.y
  const wideEnough = !width || width >= NARROW
  if (wideEnough || !height || yaxis?.ticktext || !Array.isArray(names)) return null
  const limit = PART * width
  pen.font = `${font.size}px ${colours.font}`
  const wide = (text) => pen.measureText(plain(text)).width
  if (names.every((name) => wide(String(name)) <= limit)) return null
  const ticktext = names.map((name) => wrapped(String(name), (text) => wide(text) <= limit))
  const lines = Math.max(...ticktext.map((text) => text.split("<br>").length))
  const needed = Math.ceil(names.length * (LINE * lines + 0.9) * font.size) + 4 * font.size
  const below = (xaxis?.ticktext ?? []).reduce((sum, text) => sum + wide(text) + font.size, 0)
  const every = Math.max(1, Math.ceil(below / ((1 - PART) * width - 2 * font.size)))
  return { height: Math.max(height, needed), tickvals: names, ticktext, every }
}

function lined(layout, names) {
  if (!names) return layout
  const { height, tickvals, ticktext, every } = names
  const xaxis = { ...layout.xaxis, tickangle: 0 }
  for (const part of ["tickvals", "ticktext"]) {
    xaxis[part] &&= numbers(xaxis[part]).filter((_, place) => place % every === 0)
  }
  return { ...layout, height, xaxis, yaxis: { ...layout.yaxis, tickvals, ticktext } }
}

// A text in as many lines as it needs: broken at blanks, or after any sign that is no letter of a
// word (Chinese has none); none begins with a mark that closes what stood before.
function wrapped(text, fits) {
  const lines = [""]
  for (const part of text.match(/[\p{Script=Latin}\p{Number}&;.,%'’-]+|\s+|.[，。、；：？！）》”]*/gu) ?? []) {
    if (lines.at(-1).trim() && !fits((lines.at(-1) + part).trim())) lines.push("")
    lines.push(lines.pop() + part)
  }
  return lines.map((line) => line.trim()).filter(Boolean).join("<br>")
}

// Plotly knows nothing of the page that it draws in: its colours and font are handed to it.
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
