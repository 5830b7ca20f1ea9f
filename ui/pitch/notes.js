// The presenter's notes, in step with the window that the audience sees. They tell that window
// which key was pressed; it tells them which step it shows.

const KEYS = {
  ArrowRight: "next", " ": "next", PageDown: "next", ArrowLeft: "back", PageUp: "back",
  Home: "first", End: "last",
}
const ANSWER_MS = 500

const followed = new WeakMap()

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".backstop-notes")
  if (!data?.steps) return
  followed.get(root)?.()
  const closed = new AbortController()
  const channel = new BroadcastChannel(data.channel)
  const list = document.createElement("ol")
  list.append(...data.steps.map((step, place) => entry(step, place, ask)))
  root.replaceChildren(list)
  let at = data.step
  let waiting = null
  channel.onmessage = ({ data: { step } }) => {
    if (step === undefined) return
    clearTimeout(waiting)
    mark(step)
  }
  function mark(step) {
    at = Math.max(0, Math.min(data.steps.length - 1, step))
    for (const [place, item] of [...list.children].entries()) {
      item.classList.toggle("here", place === at)
    }
    list.children[at]?.scrollIntoView({ block: "center", behavior: "smooth" })
  }
  // Without an audience's window nobody answers: then the notes go on by themselves.
  function ask(act, to) {
    const alone = { next: at + 1, back: at - 1, first: 0, last: data.steps.length - 1, go: to }[act]
    channel.postMessage({ act, to })
    clearTimeout(waiting)
    if (alone !== undefined) waiting = setTimeout(() => mark(alone), ANSWER_MS)
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !KEYS[event.key]) return
    if (event.target.closest?.("input, textarea, select, button, a")) return
    event.preventDefault()
    ask(KEYS[event.key])
  }, { signal: closed.signal })
  mark(at)
  ask("where")
  const leave = () => {
    closed.abort()
    channel.close()
    clearTimeout(waiting)
  }
  followed.set(root, leave)
  return onceGone(root, leave)
}

function entry({ sentence, told, notes }, place, ask) {
  const item = document.createElement("li")
  for (const [tag, name, text] of [
    ["h2", "said", `${place + 1}. ${sentence}`], ["p", "told", told], ["p", "text", notes],
  ]) {
    const part = document.createElement(tag)
    part.className = name
    part.textContent = text
    item.append(part)
  }
  item.onclick = () => ask("go", place)
  return item
}
