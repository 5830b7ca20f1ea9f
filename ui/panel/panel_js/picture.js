// What a figure shows as a picture (PNG).

async function picture(wanted, card) {
  const colours = theme(card.frame)
  const names = broken(wanted.figure, colours, card.plot.clientWidth)
  const layout = themed(lined(wanted.figure.layout, names), colours)
  const size = { width: card.plot.clientWidth, height: layout.height + 40 }
  const title = {
    text: `<b>${wanted.title}</b>`, x: 0.01, y: 0.98, xanchor: "left", yanchor: "top",
    font: { size: 16 },
  }
  const margin = { ...layout.margin, t: layout.margin.t + 40 }
  const address = await window.Plotly.toImage(
    {
      data: wanted.figure.data,
      layout: { ...layout, ...size, title, margin, paper_bgcolor: colours.back },
    },
    { format: "png", scale: 2, ...size },
  )
  return (await fetch(address)).blob()
}
