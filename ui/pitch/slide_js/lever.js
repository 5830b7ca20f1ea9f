// The live lever of a step.

const LEVER_MS = 90

function listenToLever(slide, listen) {
  const range = slide.part(".lever input")
  listen(range, "input", () => {
    filled(range)
    moved(slide, range.valueAsNumber)
  })
  listen(range, "pointerup", () => range.blur())
  listen(slide.part(".lever button"), "click", () => {
    slide.part(".lever button").blur()
    acts.reset(slide)
  })
}

// Every now and then while it is moved, and once more where it comes to rest.
function moved(slide, value) {
  slide.lever = value
  if (slide.waiting) return
  slide.waiting = setTimeout(() => {
    slide.waiting = null
    tell(slide, "lever", slide.lever)
  }, LEVER_MS)
}

function lever(slide, { lever: wanted, labels }) {
  const place = slide.part(".lever")
  place.hidden = !wanted
  if (!wanted) return
  const [label, value, button, range] =
    ["span", "strong", "button", "input"].map((name) => place.querySelector(name))
  write(label, wanted.label)
  write(value, wanted.text)
  write(button, labels.reset)
  button.hidden = !wanted.moved
  range.setAttribute("aria-label", wanted.label)
  range.setAttribute("aria-valuetext", wanted.text)
  Object.assign(range, { min: wanted.low, max: wanted.high, step: wanted.step })
  // What is still on its way to the server counts, not what it answers to an earlier place.
  const stale = slide.waiting || (range.matches(":active") && slide.lever !== wanted.value)
  if (!stale) range.value = wanted.value
  filled(range)
}

// How far the line of a lever is coloured.
function filled(range) {
  const { min, max, valueAsNumber } = range
  range.style.setProperty("--part", `${(100 * (valueAsNumber - min)) / (max - min)}%`)
}
