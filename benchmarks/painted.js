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

  const plots = () => [...document.querySelectorAll(".js-plotly-plot")]
  const tiles = () => [...document.querySelectorAll(".backstop-tiles strong")]
  const spelled = (text) => [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 1e9, 7)
  // Every figure, and last the headline numbers as one.
  const look = () => [...plots().map(shows), ...(tiles().length
    ? [spelled(tiles().map((tile) => tile.textContent).join())] : [])]
  let watch = null

  // Whether every figure, and the headline numbers where there are some, have moved.
  const all = (times, figures) => times.size >= figures + (tiles().length ? 1 : 0)

  // Of each question that a hand asks: when the pointer was at its place, once it is answered.
  let pointed = 0
  let answered = null
  const ask = window.fetch
  window.fetch = async (address, options) => {
    const at = pointed
    const answer = await ask(address, options)
    if (String(address).includes("/backstop/live/") && answer.status === 200) answered = at
    return answer
  }

  const inView = (plot) => {
    const { top, bottom } = plot.getBoundingClientRect()
    return bottom > 0 && top < window.innerHeight
  }

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
    // Drags the thumb of a slider to and fro, a new place every frame, for so many seconds. Returns
    // frames a second, for each figure in view how often a second it was painted anew, and the
    // milliseconds from the pointer's event to the paint of what follows from it.
    async drag(range, seconds) {
      const [thumb, track] = [range.closest("[style*=left]") ?? range.parentElement,
        range.closest("[role=group]")]
      const [from, box] = [thumb.getBoundingClientRect(), track.getBoundingClientRect()]
      const y = from.top + from.height / 2
      const start = from.left + from.width / 2
      const event = (kind, x) => new PointerEvent(kind, {
        bubbles: true, cancelable: true, pointerId: 1, pointerType: "mouse", isPrimary: true,
        button: 0, buttons: kind === "pointerup" ? 0 : 1, clientX: x, clientY: y, pageX: x, pageY: y,
      })
      const shown = plots().filter(inView)
      const last = shown.map(shows)
      const painted = shown.map(() => 0)
      const took = []
      thumb.dispatchEvent(event("pointerdown", start))
      const began = performance.now()
      let frames = 0
      await new Promise((done) => {
        const step = () => {
          const now = performance.now()
          const moved = shown.map(shows)
          moved.forEach((value, at) => {
            if (value === last[at]) return
            last[at] = value
            painted[at] += 1
            if (answered !== null) took.push(now - answered)
          })
          if (now - began > 1000 * seconds) return done()
          frames += 1
          pointed = now
          const way = 0.25 * box.width * Math.sin((now - began) / 400)
          window.dispatchEvent(event("pointermove", start + way))
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      })
      window.dispatchEvent(event("pointerup", start))
      return { frames: frames / seconds, painted: painted.map((count) => count / seconds), took }
    },
    // Milliseconds until the last of `figures` was repainted and nothing more came for a while.
    async read(figures, quiet, patience) {
      const began = performance.now()
      while (performance.now() - began < patience) {
        await new Promise((go) => setTimeout(go, 25))
        const last = Math.max(...watch.times.values())
        if (all(watch.times, figures) && performance.now() - last > quiet) break
      }
      const moved = watch.times
      const times = [...moved.values()]
      watch = null
      return all(moved, figures) ? Math.max(...times) - keyed : null
    },
  }
})()
