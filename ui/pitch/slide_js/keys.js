// Which key does what, and what each act does.

const KEYS = {
  ArrowRight: "next", " ": "next", PageDown: "next", Enter: "next", ArrowLeft: "back",
  PageUp: "back", Home: "first", End: "last", Escape: "leave", n: "notes", q: "code",
  f: "full", r: "reset", l: "language", g: "phones",
  "?": "keys",
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
  phones: (slide) => tell(slide, "phones"),
  reset: (slide) => tell(slide, "reset"),
  language: (slide) => tell(slide, "language"),
  keys: (slide) => { slide.part(".keys").hidden = !slide.part(".keys").hidden },
  full: () => (document.fullscreenElement ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.()),
}
