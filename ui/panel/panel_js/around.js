// What stands around the figures: Plotly's script and the page's colours.

const LOADING_MS = 15000

function library(address) {
  window.backstopPlotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = address
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : reject(new Error("no Plotly")))
    script.onerror = () => reject(new Error(`no ${address}`))
    setTimeout(() => reject(new Error(`${address} took too long`)), LOADING_MS)
    document.head.append(script)
  })
  return window.backstopPlotly
}

// Streamlit writes its colours on an element above: asking that one is cheap, while asking for
// computed styles in the midst of a redraw makes the browser compute those of the whole page.
function theme(root) {
  let holder = root
  while (holder && !holder.style.getPropertyValue("--st-text-color")) holder = holder.parentElement
  const style = holder?.style ?? getComputedStyle(root)
  const read = (name) => style.getPropertyValue(`--st-${name}`).trim()
  return {
    text: read("text-color"), line: read("border-color"), back: read("background-color"),
    font: read("font"),
  }
}
