// Tells when the figures of a page were last repainted after a key press.
// All times are the browser's own, from the key's event to a task posted by the frame that drew.
window.painted = (() => {
  let keyed = 0
  document.addEventListener("keydown", (event) => { keyed = event.timeStamp }, true)

  // What a figure shows, in one number; 0 while it is not drawn.
  const weighed = (values) =>
    [...(values ?? [])].reduce((sum, value, at) => sum + (Number(value) || 0) * (at + 1), 0)
  const shows = (plot) => (plot._fullData ?? []).reduce(
    (sum, trace, at) => sum + weighed(trace.x) * (2 * at + 2) + weighed(trace.y) * (2 * at + 3), 0)

  const look = () => [...document.querySelectorAll(".js-plotly-plot")].map(shows)
  let watch = null

  const frame = () => {
    if (!watch) return
    const mine = watch
    look().forEach((now, at) => {
      if (now === mine.last[at] || now === 0) return
      mine.last[at] = now
      const channel = new MessageChannel()
      channel.port1.onmessage = () => {
        mine.times.set(at, performance.now())
        channel.port1.close()
      }
      channel.port2.postMessage(0)
    })
    requestAnimationFrame(frame)
  }

  return {
    arm() {
      watch = { last: look(), times: new Map() }
      requestAnimationFrame(frame)
    },
    // Milliseconds until the last of `figures` was repainted and nothing more came for a while.
    async read(figures, quiet, patience) {
      const began = performance.now()
      while (performance.now() - began < patience) {
        await new Promise((go) => setTimeout(go, 25))
        const last = Math.max(...watch.times.values())
        if (watch.times.size >= figures && performance.now() - last > quiet) break
      }
      const times = [...watch.times.values()]
      watch = null
      return times.length < figures ? null : Math.max(...times) - keyed
    },
  }
})()
