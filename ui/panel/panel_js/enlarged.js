// To be read from across a room: type and lines grow with the window, and the height is the page's.
function enlarged({ data, layout }) {
  const size = Math.max(16, Math.round(window.innerHeight / 38))
  const { height, ...rest } = layout
  const annotations = layout.annotations?.map((note) =>
    note.font?.size ? { ...note, font: { ...note.font, size } } : note)
  return {
    data: data.map((trace) => trace.line?.width > 0
      ? { ...trace, line: { ...trace.line, width: trace.line.width * size / 11 } } : trace),
    layout: { ...rest, font: { ...layout.font, size }, ...(annotations && { annotations }) },
  }
}
