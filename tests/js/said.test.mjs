// What a presenter presses counts, however fast, and nothing counts twice.
import assert from "node:assert/strict"
import { test } from "node:test"
import { parts, SLIDE } from "./parts.mjs"

const { tell, heard, go, here } = parts(SLIDE, ["said"], ["tell", "heard", "go", "here"])

function slide(step = 0, count = 5) {
  const sent = []
  const component = { data: { step, count }, setTriggerValue: (_name, value) => sent.push(value) }
  return { said: [], number: 0, at: null, component, sent }
}

test("what was not heard goes along again, in its order", () => {
  const it = slide()
  tell(it, "notes")
  tell(it, "code")
  assert.deepEqual(it.sent.at(-1).map((each) => each.act), ["notes", "code"])
  heard(it, 1)
  tell(it, "full")
  assert.deepEqual(it.sent.at(-1).map(({ number, act }) => [number, act]), [[2, "code"], [3, "full"]])
})

test("numbers go on where the session heard the last one", () => {
  const it = slide()
  heard(it, 41)
  tell(it, "notes")
  assert.equal(it.sent.at(-1)[0].number, 42)
})

test("of a moving lever the last place will do, of other acts each counts", () => {
  const it = slide()
  for (const value of [1, 2, 3]) tell(it, "lever", value)
  assert.deepEqual(it.said.map((each) => each.value), [3])
  tell(it, "reset")
  tell(it, "lever", 4)
  assert.deepEqual(it.said.map((each) => each.act), ["lever", "reset", "lever"])
})

test("presses run ahead of the step on show, and stop at both ends", () => {
  const it = slide(0, 3)
  for (let press = 0; press < 5; press++) go(it, here(it) + 1)
  assert.equal(here(it), 2)
  assert.deepEqual(it.said.map((each) => each.value), [1, 2])
  for (let press = 0; press < 5; press++) go(it, here(it) - 1)
  assert.equal(here(it), 0)
})
