// Headline numbers as elements: what is there already stays, only texts that differ are written.

function show(root, wanted, note) {
  const drawn = [...root.querySelectorAll("section")]
  const there = new Map(drawn.map((tile) => [tile.dataset.reading, tile]))
  const titles = [...new Set(wanted.map((tile) => tile.group))]
  const groups = titles.map((title, index) => {
    const group = made(root.querySelectorAll(".group")[index], "div", "group", "<h2></h2><div></div>")
    write(group, "h2", title)
    const tiles = wanted.filter((tile) => tile.group === title)
    replace(group.querySelector("div"),
      tiles.map((tile) => filled(there.get(tile.reading) ?? created(tile), tile)))
    return group
  })
  const below = made(root.querySelector(".note"), "p", "note", "")
  below.textContent = note
  replace(root, note ? [...groups, below] : groups)
}

function made(element, kind, name, inside) {
  if (element) return element
  const fresh = document.createElement(kind)
  fresh.className = name
  fresh.innerHTML = inside
  return fresh
}

function replace(root, wanted) {
  const same = wanted.length === root.children.length &&
    wanted.every((element, index) => element === root.children[index])
  if (!same) root.replaceChildren(...wanted)
}

function created({ reading }) {
  const tile = document.createElement("section")
  tile.dataset.reading = reading
  tile.innerHTML = `
    <header><h3></h3><button type="button" class="help">?</button><p role="tooltip"></p></header>
    <strong></strong>
    <footer><span class="change"></span><span class="baseline"></span></footer>
    <p class="ranged"><span class="range"></span> <span class="place"></span></p>`
  return tile
}

const ARROWS = { up: "↑ ", down: "↓ ", off: "" }

function write(root, part, text) {
  const element = root.querySelector(part)
  if (element.textContent !== text) element.textContent = text
  return element
}

function filled(tile, { label, help, value, change, colour, arrow, baseline, ranged }) {
  write(tile, "h3", label)
  write(tile, "header p", help)
  write(tile, "strong", value)
  write(tile, ".change", ARROWS[arrow] + change).className = `change ${colour}`
  write(tile, ".baseline", baseline)
  write(tile, ".range", ranged?.range ?? "")
  write(tile, ".place", ranged?.place ?? "")
  const waiting = Boolean(ranged?.waiting)
  const beside = tile.querySelector(".ranged")
  beside.classList.toggle("waiting", waiting)
  beside.setAttribute("aria-hidden", String(waiting))
  tile.querySelector(".help").setAttribute("aria-label", help)
  return tile
}
