// A figure between its legend and the titles of its axes, as pages and reports show it.
// A card is { frame, plot, drawn, hidden }: the frame holds a list (ul), .x.title and .y.title.

async function draw(Plotly, card, wanted, colours) {
  const seen = JSON.stringify([wanted.figure, colours, [...card.hidden]])
  if (seen === card.drawn) return
  legend(card, wanted.figure, () => draw(Plotly, card, wanted, colours))
  const data = wanted.figure.data.map((trace) =>
    card.hidden.has(trace.name) ? { ...trace, visible: false } : trace)
  const layout = bare(card, wanted.figure, themed(wanted.figure.layout, colours))
  await Plotly.react(card.plot, data, layout, { displayModeBar: false })
  card.drawn = seen
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
  const margin = { l: 10 + widest(figure, layout), r: 30, t: 10, b: 8 + 17 * lines }
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
