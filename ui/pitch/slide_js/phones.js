// What phones in the audience have guessed: how many stand where above the scale. Asked for again and
// again while they may guess, which also tells the server that the slide is on show.

const LOOK_MS = 1000

function phones(slide, { phones: wanted }) {
  clearTimeout(slide.asks)
  const mine = slide.looking = {}
  slide.part(".spread").hidden = !wanted
  if (!wanted) return
  drawSpread(slide, wanted)
  const ask = async () => {
    const told = await fetch(wanted.ask, { cache: "no-store" }).then(
      (answer) => (answer.status === 202 ? answer.json() : null), () => null)
    if (slide.looking !== mine || slide.closed.signal.aborted) return
    if (told) drawSpread(slide, told)
    slide.asks = setTimeout(ask, LOOK_MS)
  }
  if (wanted.ask) slide.asks = setTimeout(ask, LOOK_MS)
}

function drawSpread(slide, { bins, text }) {
  const place = slide.part(".spread")
  write(place.querySelector("p"), text)
  const most = Math.max(1, ...bins)
  const bars = place.querySelector("div")
  while (bars.children.length < bins.length) bars.append(document.createElement("i"))
  bins.forEach((count, index) => {
    bars.children[index].style.height = `${(100 * count) / most}%`
  })
}
