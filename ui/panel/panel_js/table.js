// What a figure shows as a table (CSV): every point with all its digits.

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
