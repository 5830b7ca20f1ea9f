// A figure's table has every point with all its digits, and nothing that a spreadsheet would run.
import assert from "node:assert/strict"
import { test } from "node:test"
import { PANEL, parts } from "./parts.mjs"

const plain = (text) => (text ?? "").replaceAll("&lt;", "<")
const { cell, table, values } = parts(PANEL, ["table"], ["cell", "table", "values"], { plain })

function packed(kind, numbers) {
  const typed = new { f8: Float64Array, i4: Int32Array }[kind](numbers)
  return { dtype: kind, bdata: Buffer.from(typed.buffer).toString("base64") }
}

const axes = { xaxis: { title: { text: "Day" } }, yaxis: { title: { text: "CNY" } } }
const rows = async (data, layout = axes) => (await table({ figure: { data, layout } }).text())
  .replace("\ufeff", "").split("\r\n").slice(0, -1)

test("packed numbers come out as they went in", () => {
  const numbers = [0, -1.5, 0.1 + 0.2, 1e300, NaN]
  assert.deepEqual(values(packed("f8", numbers)), numbers)
  assert.deepEqual(values(packed("i4", [3, -7])), [3, -7])
  assert.deepEqual(values(["a", 2]), ["a", 2])
})

test("a line has a row a point, what has no name is left out, NaN is empty", async () => {
  const line = { type: "scatter", name: "Cash", x: packed("i4", [0, 1]), y: packed("f8", [0.1 + 0.2, NaN]) }
  const halo = { ...line, name: undefined }
  assert.deepEqual(await rows([halo, line]), [",Day,CNY", "Cash,0,0.30000000000000004", "Cash,1,"])
})

test("a plane of values has a row a cell", async () => {
  const plane = { type: "heatmap", name: "Back", x: [1, 2], y: ["a", "b"], z: packed("f8", [1, 2, 3, 4]) }
  assert.deepEqual((await rows([plane])).slice(1), ["Back,1,a,1", "Back,2,a,2", "Back,1,b,3", "Back,2,b,4"])
})

test("flows are told from where to where", async () => {
  const flows = { type: "sankey", name: "Money", node: { label: ["Adverts", "Early"] },
    link: { source: [0], target: [1], value: [2.5] } }
  assert.deepEqual(await rows([flows]), [",CNY,Day", "Money,Adverts,Early,2.5"])
})

test("the file begins with the mark by which spreadsheets know UTF-8", async () => {
  const bytes = new Uint8Array(await table({ figure: { data: [], layout: axes } }).arrayBuffer())
  assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf])
})

test("texts are quoted where they must be, and none is a formula", () => {
  assert.equal(cell('a "b", c'), '"a ""b"", c"')
  assert.equal(cell("a &lt; b"), "a < b")
  for (const start of "=+-@\t\r") assert.ok(cell(`${start}1`).includes(`'${start}1`), start)
  assert.equal(cell(-1), "-1")
})
