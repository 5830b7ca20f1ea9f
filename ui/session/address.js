// Keeps the address bar current, says the page's language, and holds what a session has shown: the
// browser's page outlives the server, and a new session is told by it what it was looking at.

const LATER_MS = 1_000

// Within a page Streamlit's own steps are not added to the browser's history either: Back leads to
// the page before, never to an address whose numbers the page no longer shows.
if (!window.backstopPushes) {
  const push = window.backstopPushes = window.history.pushState.bind(window.history)
  window.history.pushState = (state, title, address) => {
    const inside = new URL(address ?? "", window.location.href).pathname === window.location.pathname
    if (inside) window.history.replaceState(state, title, address)
    else push(state, title, address)
  }
}

export default function ({ data, setTriggerValue }) {
  if (!data) return
  document.documentElement.lang = data.language
  document.cookie = "backstop_seen=1; path=/; max-age=31536000; SameSite=Lax"
  if (data.resumes) {
    // Until the new session knows, the address is right and the session is not.
    if (window.backstopAsked === data.session) return
    window.backstopAsked = data.session
    const held = window.backstopHeld?.user === data.user ? window.backstopHeld : null
    setTriggerValue("kept", { query: window.location.search.slice(1), ...held })
    return
  }
  announce(data)
  hold(data)
  show(data.query)
}

// Says a page's answer to those who hear the page, once something other than the page changed it.
function announce({ answer, language }) {
  const page = `${window.location.pathname} ${language}`
  const before = window.backstopSaid
  const place = document.getElementById("backstop-said") ?? listened()
  window.backstopSaid = { page, answer }
  if (answer && before?.page === page && before.answer !== answer) place.textContent = answer
}

// A place that is heard and not seen; it must be there before something is said.
function listened() {
  const place = document.createElement("p")
  place.id = "backstop-said"
  place.setAttribute("role", "status")
  Object.assign(place.style, {
    position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)",
  })
  document.body.append(place)
  return place
}

// The states that undo and redo lead to, by their number; links tell them.
function hold({ user, first, at, last, state, spread }) {
  if (at === undefined) return
  const states = window.backstopHeld?.user === user ? window.backstopHeld.states : {}
  states[at] = state
  for (const number of Object.keys(states)) {
    if (number < first || number > last) delete states[number]
  }
  window.backstopHeld = { user, at, states, spread }
}

// Older Safari refuses more than 100 changes in half a minute: then it is written a little later.
function show(query) {
  clearTimeout(window.backstopLater)
  try {
    window.history.replaceState(window.history.state, "", `?${query}`)
  } catch {
    window.backstopLater = setTimeout(() => show(query), LATER_MS)
  }
}
