// Keys do what the list of keys says, and leave fields and the browser's own keys alone.
import assert from "node:assert/strict"
import { test } from "node:test"
import { parts, SLIDE } from "./parts.mjs"

const { KEYS, acts, pressed } = parts(SLIDE, ["keys", "said"], ["KEYS", "acts", "pressed"])
globalThis.document = { fullscreenElement: null }

function slide(data = {}) {
  const component = { data: { step: 1, count: 4, ...data }, setTriggerValue: () => {} }
  return { said: [], number: 0, at: null, guessed: null, component,
    root: { contains: () => true } }
}

function key(name, more = {}) {
  const event = { key: name, stopped: false, preventDefault: () => { event.stopped = true },
    stopPropagation: () => {}, target: { closest: () => null }, ...more }
  return event
}

test("every key has its act", () => {
  for (const act of Object.values(KEYS)) assert.equal(typeof acts[act], "function", act)
})

test("a key is taken, whatever its case, and asks for its act", () => {
  for (const name of ["n", "N"]) {
    const [it, event] = [slide(), key(name)]
    pressed(it, event)
    assert.deepEqual(it.said.map((each) => each.act), ["notes"])
    assert.ok(event.stopped)
  }
})

test("an open guess is revealed first, then the slide goes on", () => {
  const it = slide({ guess: { answer: null } })
  it.guessed = 0.25
  pressed(it, key("ArrowRight"))
  assert.deepEqual(it.said.map(({ act, value }) => [act, value]), [["reveal", 0.25]])
  it.component.data.guess.answer = "4.6%"
  pressed(it, key(" "))
  assert.deepEqual(it.said.at(-1).act, "go")
})

test("with Control, Alt or Command, and for keys without an act, nothing happens", () => {
  for (const event of [key("n", { ctrlKey: true }), key("r", { metaKey: true }),
    key("q", { altKey: true }), key("x")]) {
    const it = slide()
    pressed(it, event)
    assert.equal(it.said.length, 0)
    assert.ok(!event.stopped)
  }
})

test("keys of a field stay with it", () => {
  let left = 0
  const field = { blur: () => { left += 1 } }
  const it = slide()
  pressed(it, key("n", { target: { closest: () => field } }))
  assert.equal(it.said.length, 0)
  pressed(it, key("Escape", { target: { closest: () => field } }))
  assert.equal(left, 1)
  assert.equal(it.said.length, 0)
})
