// Tiles ask for their ranges until these are there, and for nothing once they are.
import assert from "node:assert/strict"
import { test } from "node:test"
import { readFileSync } from "node:fs"

const text = readFileSync(new URL("../../ui/panel/tiles.js", import.meta.url), "utf-8")
// The part that asks, with a `show` that notes what it is given.
function asker(answers) {
  const source = text.slice(text.indexOf("const LOOK_MS")).replace("const LOOK_MS = 400", "const LOOK_MS = 1")
    .replace("function show(root, wanted, note) {", "function show(root, wanted, note) { root.shown.push([wanted, note]); return")
  const asked = []
  const fetch = async (address) => {
    asked.push(address)
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return { status: answer.status, json: async () => answer.body }
  }
  const ask = new Function("fetch", `${source}\nreturn ask`)(fetch)
  return { ask, asked }
}

const root = () => ({ isConnected: true, shown: [] })
const component = (ask) => {
  const triggered = []
  return { data: { ask, note: "n" }, triggered, setTriggerValue: (name) => triggered.push(name) }
}

test("it asks again while there is nothing yet, also after a lost connection", async () => {
  const { ask, asked } = asker([{ status: 204 }, new Error("lost"), { status: 200, body: { tiles: ["a"] } }])
  const [place, asking] = [root(), component("/x")]
  await ask(place, asking)
  assert.equal(asked.length, 3)
  assert.deepEqual(place.shown, [[["a"], "n"]])
  assert.deepEqual(asking.triggered, [])
})

test("drawn anew with the same data it shows what it knows and asks nothing", async () => {
  const { ask, asked } = asker([{ status: 200, body: { tiles: ["a"] } }])
  const place = root()
  await ask(place, component("/x"))
  await ask(place, component("/x"))
  assert.equal(asked.length, 1)
  assert.equal(place.shown.length, 2)
})

test("a failure asks the page, once, and what is unknown ends it", async () => {
  for (const [answer, triggered] of [
    [{ status: 200, body: { tiles: null, failed: true } }, ["looked"]],
    [{ status: 200, body: { tiles: null, failed: false } }, []], [{ status: 403 }, []]]) {
    const { ask, asked } = asker([answer])
    const asking = component("/x")
    await ask(root(), asking)
    assert.equal(asked.length, 1)
    assert.deepEqual(asking.triggered, triggered)
  }
})

test("an answer to an earlier question is not shown", async () => {
  const { ask } = asker([{ status: 200, body: { tiles: ["late"] } }, { status: 200, body: { tiles: ["b"] } }])
  const place = root()
  const first = ask(place, component("/old"))
  const second = ask(place, component("/new"))
  await Promise.all([first, second])
  assert.ok(place.shown.length === 1)
})

test("without an address, or taken off the page, it asks nothing", async () => {
  for (const [place, address] of [[root(), ""], [{ ...root(), isConnected: false }, "/x"]]) {
    const { ask, asked } = asker([])
    await ask(place, component(address))
    assert.equal(asked.length, 0)
  }
})
