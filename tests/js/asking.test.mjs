// What is waited for is asked for until it is there, and the page never runs while it turns.
import assert from "node:assert/strict"
import { test } from "node:test"
import { asker, root } from "./asked.mjs"

const of = (answers, looks) => asker(answers, [], ["answered", "atRest"], looks)

test("it asks until all is there, tells what comes before, also after a lost connection", async () => {
  const { answered, asked } = of([{ status: 202, body: { share: 0.1 } }, new Error("lost"),
    { status: 202, body: { share: 0.7 } }, { status: 200, body: { done: 1 } }])
  const heard = []
  assert.deepEqual(await answered(root(), "/x", (told) => heard.push(told.share ?? "lost")), { done: 1 })
  assert.deepEqual(heard, [0.1, "lost", 0.7])
  assert.equal(asked.length, 4)
})

test("an answer to an earlier question is nobody's", async () => {
  const { answered } = of([{ status: 200, body: { late: 1 } }, { status: 200, body: { b: 1 } }])
  const place = root()
  const both = [answered(place, "/old", () => {}), answered(place, "/new", () => {})]
  const told = (await Promise.all(both)).filter(Boolean)
  assert.equal(told.length, 1)
})

test("without an address nothing is asked; off the page neither, until it is back", async () => {
  const away = { ...root(), isConnected: false }
  for (const [place, address] of [[root(), ""], [away, "/x"]]) {
    const { answered, asked } = of([])
    assert.equal(await answered(place, address, () => {}), undefined)
    assert.equal(asked.length, 0)
  }
  const { answered } = of([{ status: 200, body: { a: 1 } }])
  assert.deepEqual(await answered(Object.assign(away, { isConnected: true }), "/x", () => {}), { a: 1 })
})

test("a page that turns is waited for, one that is gone is left alone", async () => {
  const acts = []
  await of([], 3).atRest(root(), () => acts.push("still"))
  assert.deepEqual(acts, ["still"])
  await of([], 0).atRest({ ...root(), isConnected: false }, () => acts.push("gone"))
  assert.deepEqual(acts, ["still"])
})
