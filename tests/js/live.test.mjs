// A hand on a lever: only its newest place is asked, and what the server says of older ones is passed
// over; at rest nothing is left of it.
import assert from "node:assert/strict"
import { test } from "node:test"
import { LIVE, parts } from "./parts.mjs"

const clock = { at: 0, now: () => clock.at }
const { asker, moved, left, settings } =
  parts(LIVE, ["hand", "asking"], ["asker", "moved", "left", "settings"], { Date: clock })
const levers = { fee: { names: ["a.fee", "b.fee"], at: 20 }, size: { names: ["size"], at: 5 } }

test("a lever that comes back to where it stood is not moved any more", () => {
  const away = moved(new Map(), levers, "fee", 21)
  assert.deepEqual([...away], [["fee", 21]])
  assert.equal(moved(away, levers, "fee", 20 + 1e-12).size, 0)
})

test("one lever moves all of its names, beside what was refused before", () => {
  const moves = moved(moved(new Map(), levers, "fee", 21), levers, "size", 6)
  assert.deepEqual(settings({ set: { other: 1, size: 9 }, levers }, moves),
    { other: 1, size: 6, "a.fee": 21, "b.fee": 21 })
})

test("a place counts until the server has it, whatever it says of places before", () => {
  const moves = new Map([["fee", 23]])
  const said = (at) => ({ ...levers, fee: { ...levers.fee, at } })
  assert.equal(left(moves, said(20), null, false).size, 1)
  assert.equal(left(moves, said(21), null, false).size, 1)
  assert.equal(left(moves, said(23), "fee", false).size, 0)
})

test("once the reader has turned to something else the server counts, but for a lever in hand", () => {
  const moves = new Map([["fee", 23], ["size", 7]])
  assert.deepEqual([...left(moves, levers, "size", true)], [["size", 7]])
  assert.equal(left(moves, levers, null, true).size, 0)
  assert.equal(left(moves, { fee: levers.fee }, "size", false).size, 1)
})

// A page that notes what is asked and shown; `answers` are taken in turn, given when the test says.
function page(more = {}) {
  const hand = { place: "1", rests: false, waits: null, epoch: 0, asked: [], shown: [], open: [], laters: [] }
  const ask = asker({
    now: () => hand.place && { place: hand.place, first: `first ${hand.place}`, waits: hand.waits, rests: hand.rests },
    epoch: () => hand.epoch,
    send: (question) => {
      hand.asked.push(question)
      return new Promise((give) => hand.open.push(give))
    },
    show: async (answer) => { hand.shown.push(answer) },
    later: (after) => hand.laters.push(after), ...more,
  })
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return { hand, ask, settle, give: async (answer) => { hand.open.shift()(answer); await settle() } }
}

test("places that the hand left while one was asked are skipped", async () => {
  const { hand, ask, give } = page()
  ask()
  for (hand.place of ["2", "3", "4"]) ask()
  assert.deepEqual(hand.asked, ["first 1"])
  await give("one")
  assert.deepEqual(hand.asked, ["first 1", "first 4"])
  await give("four")
  assert.deepEqual(hand.shown, ["one", "four"])
  ask()
  assert.equal(hand.asked.length, 2)
})

test("the next place is asked while an answer is drawn", async () => {
  const { hand, ask, give } = page({ show: () => new Promise(() => {}) })
  ask()
  hand.place = "2"
  await give("one")
  assert.deepEqual(hand.asked, ["first 1", "first 2"])
})

test("what is out of sight is asked once the hand rests", async () => {
  const { hand, ask, give, settle } = page()
  hand.waits = "others"
  ask()
  await give("one")
  assert.deepEqual(hand.asked, ["first 1"])
  hand.rests = true
  ask()
  await give("rest")
  await settle()
  assert.deepEqual(hand.asked, ["first 1", "others"])
  assert.deepEqual(hand.shown, ["one", "rest"])
})

test("an answer that comes after the hand has let go is not drawn", async () => {
  const { hand, ask, give } = page()
  ask()
  hand.epoch = 1 // the same place, in another hand
  await give("late")
  assert.deepEqual(hand.shown, [])
  assert.deepEqual(hand.asked, ["first 1", "first 1"])
  await give("fresh")
  assert.deepEqual(hand.shown, ["fresh"])
})

test("a lost question is asked again after a while", async () => {
  const { hand, ask, give } = page()
  ask()
  await give(null)
  hand.place = "2"
  ask()
  assert.equal(hand.asked.length, 1)
  assert.equal(hand.laters.length, 1)
  clock.at += hand.laters[0]
  ask()
  assert.deepEqual(hand.asked, ["first 1", "first 2"])
})
