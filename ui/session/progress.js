// How far a long computation is, asked for until it has ended; then the page runs and shows what
// came of it.

export default function (component) {
  const { data, parentElement } = component
  const root = parentElement.querySelector(".backstop-progress")
  if (root.asking !== data.ask) show(root, data)
  follow(root, component)
}

async function follow(root, { data, setTriggerValue }) {
  const told = await answered(root, data.ask, (told) => show(root, { ...data, ...told }))
  if (told) atRest(root, () => setTriggerValue("looked", Date.now()))
}

function show(root, { text, share, label }) {
  if (!text) return
  const [said, bar] = root.children
  const percent = Math.round(100 * share)
  root.hidden = false
  if (said.textContent !== text) said.textContent = text
  bar.setAttribute("aria-label", label)
  bar.setAttribute("aria-valuenow", percent)
  bar.setAttribute("aria-valuetext", text)
  bar.firstElementChild.style.width = `${percent}%`
}
