// Colours are read where Streamlit wrote them, without asking the browser to compute styles.
import assert from "node:assert/strict"
import { test } from "node:test"
import { PANEL, parts } from "./parts.mjs"

const styled = (values, parentElement = null) =>
  ({ style: { getPropertyValue: (name) => values[name] ?? "" }, parentElement })
const page = { "--st-text-color": " #111 ", "--st-border-color": "#222", "--st-background-color": "#333",
  "--st-font": "Serif" }
const wanted = { text: "#111", line: "#222", back: "#333", font: "Serif" }

test("the nearest element above that has them tells them", () => {
  let computed = 0
  const { theme } = parts(PANEL, ["around"], ["theme"], { getComputedStyle: () => { computed += 1 } })
  const top = styled({ "--st-text-color": "#999" })
  assert.deepEqual(theme(styled({}, styled({}, styled(page, top)))), wanted)
  assert.equal(computed, 0)
})

test("where no element above has them, the browser computes them", () => {
  const { theme } = parts(PANEL, ["around"], ["theme"], { getComputedStyle: () => styled(page).style })
  assert.deepEqual(theme(styled({})), wanted)
})
