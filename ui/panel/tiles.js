// Headline numbers as plain text: six of Streamlit's own take longer to draw than a figure.

export default function (component) {
  const { data, parentElement } = component
  try {
    const root = parentElement.querySelector(".backstop-tiles")
    root.classList.toggle("large", Boolean(data?.large))
    if (data?.tiles) show(root, data.tiles)
  } catch (error) {
    console.error("Backstop: the headline numbers could not be drawn", error)
    component.setStateValue("failed", true)
  }
}

function show(root, wanted) {
  const there = new Map([...root.children].map((tile) => [tile.dataset.reading, tile]))
  const tiles = wanted.map((tile) => filled(there.get(tile.reading) ?? created(tile), tile))
  const same = tiles.length === root.children.length &&
    tiles.every((tile, index) => tile === root.children[index])
  if (!same) root.replaceChildren(...tiles)
}

function created({ reading }) {
  const tile = document.createElement("section")
  tile.dataset.reading = reading
  tile.innerHTML = `
    <header><h3></h3><button type="button" class="help">?</button><p role="tooltip"></p></header>
    <strong></strong>
    <footer><span class="change"></span><span class="baseline"></span></footer>`
  return tile
}

const ARROWS = { up: "↑ ", down: "↓ ", off: "" }

function filled(tile, { label, help, value, change, colour, arrow, baseline }) {
  const write = (part, text) => {
    const element = tile.querySelector(part)
    if (element.textContent !== text) element.textContent = text
    return element
  }
  write("h3", label)
  write("p", help)
  write("strong", value)
  write(".change", ARROWS[arrow] + change).className = `change ${colour}`
  write(".baseline", baseline)
  tile.querySelector(".help").setAttribute("aria-label", help)
  return tile
}
