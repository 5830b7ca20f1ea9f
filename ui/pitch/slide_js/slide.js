// One step of a pitch over the whole window: what is said, keys, the guess, the live lever.
// Texts of people go in as text, never as markup.

const slides = new WeakMap()

export default function (component) {
  const root = component.parentElement.querySelector(".backstop-slide")
  const slide = slides.get(root) ?? opened(root)
  slides.set(root, slide)
  slide.component = component
  if (component.data?.labels) show(slide, component.data)
  return onceGone(root, () => {
    slide.closed.abort()
    slide.channel?.close()
    clearTimeout(slide.asks)
    slides.delete(root)
    for (const name of ["top", "bottom"]) document.body.style.removeProperty(`--backstop-${name}`)
  })
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
  phones(slide, data)
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
  place.classList.toggle("asks", Boolean(slide.component.data.phones?.ask))
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
