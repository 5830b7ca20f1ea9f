// Tiles show their ranges once these are there; what is there already stays in place.
import assert from "node:assert/strict"
import { test } from "node:test"
import { asker, component, root } from "./asked.mjs"
import { parts, TILES } from "./parts.mjs"

const tiles = (answers) => asker(answers, ["panel/tiles_js/ask"], ["ask"])

test("what is there is shown, asked for once, and kept when drawn anew", async () => {
  const { ask, asked } = tiles([{ status: 202, body: {} }, { status: 200, body: { tiles: ["a"] } }])
  const [place, asking] = [root(), component("/x")]
  await ask(place, asking)
  await ask(place, component("/x"))
  assert.equal(asked.length, 2)
  assert.deepEqual(place.shown, [["a"]])
  assert.deepEqual(place.answer, ["a"])
  assert.deepEqual(asking.triggered, [])
})

test("a failure has the page run once it stands still, and what is unknown ends it", async () => {
  for (const [answer, triggered] of [
    [{ status: 200, body: { tiles: null, failed: true } }, ["looked"]],
    [{ status: 200, body: {} }, []], [{ status: 403 }, []]]) {
    const { ask, asked } = tiles([answer])
    const asking = component("/x")
    await ask(root(), asking)
    assert.equal(asked.length, 1)
    assert.deepEqual(asking.triggered, triggered)
  }
})

test("what is on the page already stays where it is, and only what differs is put in place", () => {
  const { replace } = parts(TILES, ["drawn"], ["replace"])
  const [one, two] = [{}, {}]
  const place = { children: [one, two], replaceChildren: (...fresh) => { place.put = fresh } }
  replace(place, [one, two])
  assert.equal(place.put, undefined)
  for (const wanted of [[two, one], [one], [one, two, {}]]) {
    replace(place, wanted)
    assert.deepEqual(place.put, wanted)
  }
})

test("a text is written only where it differs", () => {
  const { write } = parts(TILES, ["drawn"], ["write"])
  let writes = 0
  const element = { get textContent() { return "¥1" }, set textContent(_text) { writes += 1 } }
  const tile = { querySelector: () => element }
  assert.equal(write(tile, "strong", "¥1"), element)
  write(tile, "strong", "¥2")
  assert.equal(writes, 1)
})
