// Headline numbers as plain text: six of Streamlit's own take longer to draw than a figure.

// Shared with `live_js/`, which moves what has a stamp while a hand moves a lever.
const live = (window.backstopLive ??= { followers: new Set(), moving: false, stamp: "" })

export default function (component) {
  const { data, parentElement } = component
  const root = parentElement.querySelector(".backstop-tiles")
  try {
    root.classList.toggle("large", Boolean(data?.large))
    root.classList.toggle("follows", Boolean(data?.stamp))
    root.follower ??= follower(root)
    root.told = data
    if (data?.stamp) live.followers.add(root.follower)
    else live.followers.delete(root.follower)
    ask(root, component)
    settle(root)
  } catch (error) {
    console.error("Backstop: the headline numbers could not be drawn", error)
    component.setStateValue("failed", true)
  }
  return onceGone(root, () => live.followers.delete(root.follower))
}

// What the server has sent, once no hand moves what it is about.
function settle(root) {
  const { tiles, note, stamp } = root.told ?? {}
  if (tiles && !(stamp && live.moving)) show(root, root.answer ?? tiles, note)
}

function follower(root) {
  return {
    wants: () => ({ readings: root.told.tiles.map((tile) => tile.reading) }),
    show: ({ tiles, note }) => tiles.length && show(root, roomy(root, tiles), note),
    rest: () => root.told.stamp === live.stamp && settle(root),
  }
}

// Ranges of another place are not shown, but keep their room.
function roomy(root, tiles) {
  const ranges = new Map((root.answer ?? root.told.tiles).map((tile) => [tile.reading, tile.ranged]))
  return tiles.map((tile) => ranges.get(tile.reading)
    ? { ...tile, ranged: { ...ranges.get(tile.reading), waiting: true } } : tile)
}
