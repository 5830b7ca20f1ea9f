// A guess stands where its value lies, on linear and logarithmic scales.
import assert from "node:assert/strict"
import { test } from "node:test"
import { parts, SLIDE } from "./parts.mjs"

const { share, valueAt, spoken } = parts(SLIDE, ["scale"], ["share", "valueAt", "spoken"])
const SCALES = [
  { low: 0, high: 1, scale: "linear" }, { low: -5, high: 20, scale: "linear" },
  { low: 1, high: 1e6, scale: "log" }, { low: 0.01, high: 3, scale: "log" },
]

test("a place and the value there belong together, to three digits", () => {
  for (const scale of SCALES) {
    for (let at = 0; at <= 20; at++) {
      const back = share(scale, valueAt(scale, at / 20))
      assert.ok(Math.abs(back - at / 20) < 5e-3, `${JSON.stringify(scale)} at ${at / 20}: ${back}`)
    }
    assert.equal(valueAt(scale, 0), scale.low)
    assert.equal(valueAt(scale, 1), scale.high)
  }
})

test("what lies beyond an end stands at it", () => {
  for (const scale of SCALES) {
    assert.equal(share(scale, scale.low - 1), 0)
    assert.equal(share(scale, 10 * scale.high), 1)
  }
})

test("half way up a logarithmic scale is the geometric mean", () => {
  assert.equal(valueAt({ low: 1, high: 1e6, scale: "log" }, 0.5), 1000)
})

test("a value is read out in the unit and the habit of its language", () => {
  assert.equal(spoken({ factor: 100, frame: "{}%", language: "en" }, 0.0461), "4.61%")
  assert.equal(spoken({ factor: 1, frame: "¥{}", language: "zh" }, 41000000), "¥41,000,000")
})
