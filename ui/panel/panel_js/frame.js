// A figure in its frame: title, help, buttons; what is drawn stands between legend and axis titles.

function created() {
  const frame = document.createElement("section")
  frame.innerHTML = `
    <header><h3></h3><button type="button" class="help">?</button><p role="tooltip"></p>
      <button type="button" class="csv">CSV</button><button type="button" class="png">PNG</button>
    </header>
    <ul></ul>
    <p class="y title"></p>
    <div class="plot" role="img"></div>
    <p class="x title"></p>`
  const card = { frame, plot: frame.querySelector(".plot"), drawn: null, hidden: new Set(), seen: true }
  card.watch = new ResizeObserver(() => {
    if (!card.drawn || !card.plot.clientWidth) return
    window.Plotly.Plots.resize(card.plot)
    card.fit()
  })
  card.watch.observe(card.plot)
  card.sight = new IntersectionObserver((seen) => { card.seen = seen.at(-1).isIntersecting })
  card.sight.observe(card.plot)
  return card
}

function removed(card) {
  card.watch.disconnect()
  card.sight.disconnect()
  if (card.drawn) window.Plotly.purge(card.plot)
  card.frame.remove()
}

function label(card, wanted, labels) {
  const part = (selector) => card.frame.querySelector(selector)
  card.frame.classList.toggle("half", wanted.half)
  card.plot.style.height = `${wanted.figure.layout.height}px`
  card.plot.setAttribute("aria-label", `${wanted.title}. ${wanted.help} ${wanted.values}`)
  part("h3").textContent = wanted.title
  part("p").textContent = wanted.help
  part(".help").setAttribute("aria-label", `${labels.help}: ${wanted.help}`)
  for (const [name, act] of [["csv", table], ["png", picture]]) {
    const button = part(`.${name}`)
    button.title = labels[name]
    button.setAttribute("aria-label", `${name.toUpperCase()}: ${labels[name]}, ${wanted.title}`)
    button.onclick = async () => save(`backstop-${wanted.key}.${name}`, await act(wanted, card))
  }
}

// Tells the page of clicks on marks, where it wants to know.
function listen(card, wanted, component) {
  card.plot.classList.toggle("clickable", wanted.clicked)
  card.plot.removeAllListeners("plotly_click")
  if (!wanted.clicked) return
  card.plot.on("plotly_click", ({ points: [{ curveNumber: trace, pointIndex: point, x, y }] }) =>
    component.setTriggerValue("clicked", { key: wanted.key, trace, point, x, y }))
}

function save(name, blob) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
