// A sentence is cut between words only, and loses nothing.
import assert from "node:assert/strict"
import { test } from "node:test"
import { parts, SLIDE } from "./parts.mjs"

const { pieces } = parts(SLIDE, ["phrase"], ["pieces"])
const SENTENCES = [
  ["zh", "“消费一千，全额返还，还有赚。”人人都能如此吗？"],
  ["zh", "运营现金只撑到第435天为止，之后需要外部注入¥4,106万。"],
  ["en", "Operating cash runs out on day 435. Then −¥41.1 M must come from outside."],
  ["en", "“Spend 1,000, get it all back, and gain on top.”"],
  ["zh", ""],
]

test("the pieces are the sentence", () => {
  for (const [language, text] of SENTENCES) assert.equal(pieces(text, language).join(""), text)
})

test("no piece begins with a mark that closes, none but the last ends with one that opens", () => {
  for (const [language, text] of SENTENCES) {
    const found = pieces(text, language)
    for (const piece of found) assert.doesNotMatch(piece, /^[，。！？；：”’」』）》,.!?;:%)]/u)
    for (const piece of found.slice(0, -1)) assert.doesNotMatch(piece, /[“‘「『（《¥−+]$/u)
  }
})

test("a Chinese word stays whole", () => {
  assert.ok(pieces("之后需要外部注入", "zh").includes("需要"))
})
