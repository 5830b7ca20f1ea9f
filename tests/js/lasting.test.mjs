// Streamlit ends calls that newer data overtook, too: what then stands in the page must stay.
import assert from "node:assert/strict"
import { test } from "node:test"
import { parts } from "./parts.mjs"

const { onceGone } = parts("ui/panel", ["lasting"], ["onceGone"])

test("a call that was overtaken leaves what stands in the page", () => {
  const ended = []
  const element = { isConnected: true }
  const end = onceGone(element, () => ended.push("figures"))
  end()
  assert.deepEqual(ended, [])
  element.isConnected = false
  end()
  assert.deepEqual(ended, ["figures"])
})
