// Names of rows in a narrow plot go on in further lines; a wide one leaves them as they are.
import assert from "node:assert/strict"
import { test } from "node:test"
import { parts } from "./parts.mjs"

const pen = { measureText: (text) => ({ width: 7 * text.length }) }
const { broken, lined, wrapped } = parts("charts", ["card"], ["broken", "lined", "wrapped"], {
  document: { createElement: () => ({ getContext: () => pen }) },
})
const colours = { font: "Serif" }
const rows = (...names) => ({
  data: [], layout: { height: 200, font: { size: 10 }, yaxis: { categoryarray: names } },
})
const within = (letters) => (text) => text.length <= letters

test("a wide plot, short names and axes of numbers stay as they are", () => {
  const long = rows("Points on the first thousand yuan only")
  assert.equal(broken(long, colours, 600), null)
  assert.equal(broken(rows("Price"), colours, 340), null)
  assert.equal(broken({ data: [{ x: [1], y: [2] }], layout: { height: 200 } }, colours, 340), null)
  assert.equal(broken(long, colours, 0), null, "not laid out yet")
})

test("no line is wider than its part of the plot, and the plot grows with the lines", () => {
  const names = Array(20).fill("Points on the first thousand yuan only")
  const found = broken(rows(...names), colours, 340)
  assert.equal(found.ticktext[0], "Points on the first<br>thousand yuan only")
  assert.deepEqual(found.tickvals, names)
  assert.equal(found.height, 20 * 34 + 40)
  assert.equal(broken(rows(names[0]), colours, 340).height, 200, "never less high")
})

test("ticks that would turn on their side are thinned out from the first on", () => {
  const figure = rows("Points on the first thousand yuan only")
  figure.layout.xaxis = { tickvals: [0, 1, 2, 3, 4], ticktext: ["0%", "25%", "50%", "75%", "100%"] }
  assert.equal(broken(figure, colours, 340).every, 1)
  const found = broken(figure, colours, 200)
  assert.equal(found.every, 2)
  const { xaxis } = lined(figure.layout, found)
  assert.deepEqual([xaxis.tickvals, xaxis.ticktext], [[0, 2, 4], ["0%", "50%", "100%"]])
})

test("words stay whole, Chinese breaks after any sign, and no letter is lost", () => {
  assert.equal(wrapped("Releases up to 12.5% of sales", within(12)),
    "Releases up<br>to 12.5% of<br>sales")
  assert.equal(wrapped("月增长15%才释放的闸门", within(5)), "月增长<br>15%才释<br>放的闸门")
  assert.equal(wrapped("incomprehensibilities", within(5)), "incomprehensibilities")
  assert.equal(wrapped("能保护现金。", within(5)), "能保护现<br>金。")
  assert.equal(wrapped("a &lt; b", within(3)), "a<br>&lt;<br>b")
})
