// Over the window a figure's type and lines grow together, and the figure on the page stays as it is.
import assert from "node:assert/strict"
import { test } from "node:test"
import { PANEL, parts } from "./parts.mjs"

const figure = {
  data: [{ name: "a", line: { width: 2.5, color: "red" } }, { name: "b" }],
  layout: { height: 320, font: { size: 11, family: "x" }, annotations: [{ text: "n", font: { size: 10 } }, { text: "m" }] },
}
const at = (innerHeight) => parts(PANEL, ["enlarged"], ["enlarged"], { window: { innerHeight } }).enlarged(figure)

test("type and lines keep their proportion at any height of the window", () => {
  for (const height of [300, 760, 1080, 2160]) {
    const { data, layout } = at(height)
    assert.ok(layout.font.size >= 16)
    assert.ok(Math.abs(data[0].line.width / layout.font.size - 2.5 / 11) < 1e-12)
    assert.equal(layout.annotations[0].font.size, layout.font.size)
  }
  assert.ok(at(2160).layout.font.size > at(1080).layout.font.size)
})

test("the height is the page's, all else is kept", () => {
  const { data, layout } = at(1080)
  assert.ok(!("height" in layout))
  assert.deepEqual([layout.font.family, data[0].line.color, data[1]], ["x", "red", { name: "b" }])
  assert.deepEqual(layout.annotations[1], { text: "m" })
})

test("what it is made of stays untouched", () => {
  const before = JSON.stringify(figure)
  at(1080)
  assert.equal(JSON.stringify(figure), before)
})
