// Figures follow a hand on a lever: those in sight first, the others when it rests.

function follower(panel) {
  const told = () => panel.component.data
  return {
    wants: () => ({
      log: told().follows.log,
      figures: [...panel.cards].map(([key, card]) => ({ key, seen: card.seen })),
    }),
    show: (answer, still) => {
      panel.turn = panel.turn.then(() => move(panel, answer.figures, still)).catch((error) =>
        console.error("Backstop: the figures could not follow", error))
      return panel.turn
    },
    rest: () => told().follows.stamp === live.stamp && settle(panel),
  }
}

async function move({ root, cards, component }, figures, still) {
  const colours = theme(root)
  for (const wanted of component.data.cards) {
    const card = cards.get(wanted.key)
    if (!figures[wanted.key] || !card?.drawn) continue
    if (!still()) return
    const moving = { ...wanted, ...figures[wanted.key] }
    label(card, moving, component.data.labels)
    await draw(window.Plotly, card, moving, colours)
    await new Promise((resolve) => setTimeout(resolve)) // the hand may have come further
  }
}
