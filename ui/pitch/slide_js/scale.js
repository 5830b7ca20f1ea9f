// The scale of a guess: where a value stands on it, what it reads, and how it is drawn.

const share = ({ low, high, scale }, value) => {
  const [a, b, x] = scale === "log" ? [low, high, value].map((v) => Math.log(Math.max(v, 1e-300)))
    : [low, high, value]
  return Math.max(0, Math.min(1, (x - a) / (b - a)))
}

const valueAt = ({ low, high, scale }, part) => {
  const value = scale === "log" ? low * (high / low) ** part : low + (high - low) * part
  return Number(value.toPrecision(part > 0 && part < 1 ? 3 : 6))
}

function listenToScale(slide, listen) {
  const [range, typed] = [slide.part(".track input"), slide.part(".ends input")]
  listen(range, "input", () => guessed(slide, valueAt(slide.component.data.guess, range.value / 1000)))
  listen(range, "pointerup", () => range.blur())
  listen(typed, "input", () => typed.value !== "" && Number.isFinite(typed.valueAsNumber) &&
    guessed(slide, typed.valueAsNumber / slide.component.data.guess.factor, false))
}

function guessed(slide, value, alsoTyped = true) {
  slide.guessed = value
  drawGuess(slide, slide.component.data, alsoTyped)
}

function scale(slide, data) {
  const place = slide.part(".scale")
  place.hidden = !data.guess
  if (!data.guess) return
  const { answer, guessed: told, ends } = data.guess
  if (answer) slide.guessed = told
  place.classList.toggle("told", Boolean(answer))
  place.classList.toggle("alone", data.guess.alone)
  const [low, middle, high] = place.querySelectorAll(".ends > span, .ends label > span")
  write(low, ends[0])
  write(high, ends[1])
  write(middle, data.guess.unit)
  place.querySelector(".ends input").setAttribute("aria-label", data.labels.guess)
  const range = slide.part(".track input")
  range.setAttribute("aria-label", data.labels.guess)
  range.disabled = Boolean(answer)
  drawGuess(slide, data, true)
}

function drawGuess(slide, { guess, labels }, alsoTyped) {
  const [mark, truth] = [slide.part(".guess"), slide.part(".truth")]
  const value = slide.guessed
  const at = value === null ? 0.5 : share(guess, value)
  place(mark, at)
  const open = value === null ? "?" : spoken(guess, value)
  write(mark.querySelector("b"), guess.answer ? guess.text ?? "" : open)
  mark.hidden = Boolean(guess.answer) && guess.text === null
  if (!guess.answer) slide.part(".track input").value = Math.round(at * 1000)
  const typed = slide.part(".ends input")
  if (alsoTyped) typed.value = value === null ? "" : Number((value * guess.factor).toPrecision(6))
  truth.hidden = !guess.answer
  if (!guess.answer) return truth.querySelector("b").replaceChildren()
  write(truth.querySelector("b"), guess.answer)
  truth.querySelector("i").hidden = guess.at === null
  place(truth, guess.at === null ? 1 : share(guess, guess.at))
  truth.classList.add("raised")
}

function place(mark, at) {
  mark.style.left = `${100 * at}%`
  mark.classList.toggle("left", at < 0.2)
  mark.classList.toggle("right", at > 0.8)
}

const spoken = ({ factor, frame, language }, value) =>
  frame.replace("{}", new Intl.NumberFormat(language).format(Number((value * factor).toPrecision(3))))
