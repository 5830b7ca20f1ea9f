// One step of a pitch over the whole window: what is said, keys, the guess, the live lever.
// Texts of people go in as text, never as markup.

const slides = new WeakMap()
const KEYS = {
  ArrowRight: "next", " ": "next", PageDown: "next", Enter: "next", ArrowLeft: "back",
  PageUp: "back", Home: "first", End: "last", Escape: "leave", n: "notes", q: "code",
  f: "full", r: "reset", l: "language", "?": "keys",
}
const LEVER_MS = 90

export default function (component) {
  const root = component.parentElement.querySelector(".backstop-slide")
  const slide = slides.get(root) ?? opened(root)
  slides.set(root, slide)
  slide.component = component
  if (component.data?.labels) show(slide, component.data)
  return () => {
    slide.closed.abort()
    slide.channel?.close()
    slides.delete(root)
    for (const name of ["top", "bottom"]) document.body.style.removeProperty(`--backstop-${name}`)
  }
}

function opened(root) {
  const closed = new AbortController()
  const slide = { root, closed, part: (selector) => root.querySelector(selector), at: null,
    said: [], number: 0 }
  const listen = (target, kind, act) =>
    target.addEventListener(kind, act, { signal: closed.signal })
  listen(document, "keydown", (event) => pressed(slide, event))
  listen(window, "resize", () => fit(slide))
  listen(slide.part(".next"), "click", () => acts.next(slide))
  listen(slide.part(".back"), "click", () => acts.back(slide))
  listen(root, "touchstart", (event) => { slide.touched = event.changedTouches[0].clientX })
  listen(root, "touchend", (event) => swiped(slide, event))
  listenToScale(slide, listen)
  listenToLever(slide, listen)
  return slide
}

// Keys of a field stay with it; Escape gives them back to the slide.
function pressed(slide, event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  const field = event.target.closest?.("input, textarea, select, [contenteditable=true]")
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  if (field) {
    const enters = event.key === "Enter" && slide.root.contains(field)
    if (event.key === "Escape" || enters) field.blur()
    if (!enters) return
  }
  if (!act || (event.target.closest?.("button, a") && [" ", "Enter"].includes(event.key))) return
  if (act === "leave" && document.fullscreenElement) return
  event.preventDefault()
  event.stopPropagation()
  acts[act](slide)
}

function swiped(slide, event) {
  const way = event.changedTouches[0].clientX - slide.touched
  if (event.target.closest("input") || Math.abs(way) < 60) return
  way < 0 ? acts.next(slide) : acts.back(slide)
}

// The browser sends only the last of what is told between two runs of the script: whatever was not
// heard yet goes along each time, numbered. Of a moving lever the last place will do.
function tell(slide, act, value = null) {
  const { said } = slide
  if (act === "lever" && said.at(-1)?.act === "lever") said.pop()
  said.push({ number: ++slide.number, act, value })
  slide.component.setTriggerValue("said", [...said])
}

// Numbers go on where this session heard the last one, also after the slide was drawn anew.
function heard(slide, number) {
  slide.number = Math.max(slide.number, number)
  slide.said = slide.said.filter((each) => each.number > number)
}

// Presses faster than the answers count all the same: `at` runs ahead of the step on show.
function go(slide, to) {
  const { count, step } = slide.component.data
  const at = Math.max(0, Math.min(count - 1, to))
  if (at === (slide.at ?? step)) return
  slide.at = at
  tell(slide, "go", at)
}

const here = (slide) => slide.at ?? slide.component.data.step

const acts = {
  next(slide) {
    const { guess, step } = slide.component.data
    if (guess && !guess.answer && here(slide) === step) tell(slide, "reveal", slide.guessed)
    else go(slide, here(slide) + 1)
  },
  back: (slide) => go(slide, here(slide) - 1),
  first: (slide) => go(slide, 0),
  last: (slide) => go(slide, slide.component.data.count - 1),
  leave: (slide) => tell(slide, "leave"),
  notes: (slide) => tell(slide, "notes"),
  code: (slide) => tell(slide, "code"),
  reset: (slide) => tell(slide, "reset"),
  language: (slide) => tell(slide, "language"),
  keys: (slide) => { slide.part(".keys").hidden = !slide.part(".keys").hidden },
  full: () => (document.fullscreenElement ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.()),
}

function show(slide, data) {
  const { part, root } = slide
  heard(slide, data.heard)
  if (slide.at === data.step) slide.at = null
  if (slide.shown !== data.step) slide.guessed = null
  slide.shown = data.step
  root.classList.toggle("text", data.kind === "text")
  phrase(part("h1"), data.sentence, data.language)
  write(part(".asked"), data.asked)
  part(".asked").hidden = !data.asked
  write(part("footer .title"), data.title)
  write(part("footer .count"), data.counter)
  write(part("footer .warning"), data.warning)
  part(".next").setAttribute("aria-label", data.labels.next)
  part(".back").setAttribute("aria-label", data.labels.back)
  write(part(".next"), "›")
  write(part(".back"), "‹")
  write(part(".keys"), data.labels.keys)
  code(slide, data.code)
  notes(slide, data)
  scale(slide, data)
  lever(slide, data)
  const bottom = data.guess?.answer ? 27 : data.lever ? 20 : 6
  document.body.style.setProperty("--backstop-top", "26vh")
  document.body.style.setProperty("--backstop-bottom", `${bottom}vh`)
  fit(slide)
  follow(slide, data)
}

function write(element, text) {
  if (element.textContent !== (text ?? "")) element.textContent = text ?? ""
}

// Chinese has no spaces, and browsers break it within words: here lines end between words only.
function phrase(heading, text, language) {
  if (heading.textContent === text) return
  const words = []
  for (const { segment, isWordLike } of
    new Intl.Segmenter(language, { granularity: "word" }).segment(text)) {
    const opens = /[“‘「『（《¥−+]$/u.test(words.at(-1) ?? "")
    const sticks = opens || !(isWordLike || /^[\s“‘「『（《¥−+]/u.test(segment))
    if (words.length && sticks && !/\s$/.test(words.at(-1))) words.push(words.pop() + segment)
    else words.push(segment)
  }
  heading.replaceChildren(...words.map((word) => {
    if (!/[\p{Script=Han}¥]/u.test(word)) return word
    const whole = document.createElement("span")
    whole.textContent = word
    return whole
  }))
}

// The largest type with which the sentence keeps to its place.
function fit(slide) {
  const heading = slide.part("h1")
  const box = slide.part(".said")
  const large = slide.root.classList.contains("text") ? 9 : 5.6
  for (let size = large; size >= 2.2; size -= 0.2) {
    heading.style.fontSize = `${size}vh`
    if (box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth) return
  }
}

function code(slide, wanted) {
  const place = slide.part(".code")
  place.hidden = !wanted
  if (!wanted || slide.code === wanted.svg) return
  slide.code = wanted.svg
  place.querySelector("div").innerHTML = wanted.svg ?? ""
  write(place.querySelector("figcaption"), wanted.caption)
}

function notes(slide, { notes: text, labels, beside }) {
  const place = slide.part(".notes")
  place.hidden = text === null
  write(place.querySelector(".text"), text)
  const link = place.querySelector("a")
  write(link, labels.beside)
  link.hidden = !beside
  link.href = beside
}

// The notes in another window of this browser are told what stands here, and tell of keys.
function follow(slide, { channel, step }) {
  if (slide.channel?.name !== channel) {
    slide.channel?.close()
    slide.channel = new BroadcastChannel(channel)
    slide.channel.onmessage = ({ data: { act, to } }) => {
      if (act === "go") go(slide, to)
      else if (["next", "back", "first", "last"].includes(act)) acts[act](slide)
      slide.channel.postMessage({ step: here(slide) })
    }
  }
  slide.channel.postMessage({ step })
}

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
