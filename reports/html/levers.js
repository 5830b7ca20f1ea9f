// Levers that the reader moves: each place shows what was worked out for it, without a server.

const ARROWS = { up: "↑ ", down: "↓ ", off: "" }

// `places`: by lever and place, what stands there; null where the scenario itself stands, which is
// what the page shows at first. `paint` draws the figures of `cards`.
function listenToLevers(cards, places, paint) {
  const section = document.getElementById("levers")
  const tiles = [...section.querySelectorAll(".tiles section")]
  const rest = {
    verdict: section.querySelector(".verdict").textContent,
    note: section.querySelector(".note").textContent,
    tiles: tiles.map((tile) => tileOf(tile)), figures: cards.map((card) => card.wanted.figure),
  }
  const levers = [...section.querySelectorAll(".levers div")].map((frame, number) => ({
    number, range: frame.querySelector("input"), text: frame.querySelector("output"),
    reset: frame.querySelector("button"), at: Number(frame.querySelector("input").defaultValue),
    texts: JSON.parse(frame.querySelector("input").dataset.texts),
  }))

  function move(lever, place) {
    for (const each of levers) stand(each, each === lever ? place : each.at)
    const wanted = places[lever.number][place] ?? rest
    section.querySelector(".verdict").textContent = wanted.verdict
    section.querySelector(".note").textContent = wanted.note
    tiles.forEach((tile, index) => fill(tile, wanted.tiles[index]))
    cards.forEach((card, index) => { card.wanted = { figure: wanted.figures[index] } })
    paint()
  }

  for (const lever of levers) {
    stand(lever, lever.at)
    lever.range.addEventListener("input", () => move(lever, lever.range.valueAsNumber))
    lever.reset.addEventListener("click", () => {
      move(lever, lever.at)
      lever.range.focus()
    })
  }
}

function stand({ range, text, reset, texts, at }, place) {
  range.value = place
  range.setAttribute("aria-valuetext", texts[place])
  text.textContent = texts[place]
  reset.hidden = place === at
}

function tileOf(tile) {
  const read = (part) => tile.querySelector(part).textContent
  const colour = tile.querySelector(".change").className.replace("change", "").trim()
  return {
    value: read("strong"), change: read(".change"), baseline: read(".baseline"), colour,
    group: headingOf(tile).textContent,
  }
}

const headingOf = (tile) => tile.parentElement.previousElementSibling

function fill(tile, { value, change, colour, arrow, baseline, group }) {
  headingOf(tile).textContent = group
  tile.querySelector("strong").textContent = value
  tile.querySelector(".baseline").textContent = baseline
  const place = tile.querySelector(".change")
  place.textContent = (ARROWS[arrow] ?? "") + change
  place.className = `change ${colour}`
}
