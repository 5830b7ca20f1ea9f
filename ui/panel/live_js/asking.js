// One question under way, one answer being drawn. Of the places of a hand only the newest is asked,
// and only after the answer before: whoever is slow skips places and never runs behind.

const FAILED_MS = 500

// `now` tells the place of the hand (a text), what is asked there first, what can wait until the hand
// `rests`, and the `epoch`, which is another after every rest; null where there is none. `send` takes
// a question and gives its answer, null if it is lost; `show` draws an answer as long as `still`
// says; `later` has it look again after so many milliseconds.
function asker({ now, epoch, send, show, later }) {
  const state = { running: false, place: null, epoch: 0, waits: null, until: 0 }

  function next() {
    const wanted = now()
    if (!wanted || Date.now() < state.until) return null
    if (wanted.place !== state.place || epoch() !== state.epoch) {
      Object.assign(state, { place: wanted.place, epoch: epoch(), waits: wanted.waits })
      return asked(wanted.first)
    }
    if (!state.waits || !wanted.rests) return null
    const question = state.waits
    state.waits = null
    return asked(question)
  }

  async function asked(question) {
    const asking = epoch()
    const still = () => epoch() === asking
    const answer = await send(question)
    if (!answer && still()) {
      Object.assign(state, { until: Date.now() + FAILED_MS, place: null })
      later(FAILED_MS + 1)
    }
    return { answer, still }
  }

  return async function look() {
    if (state.running) return
    state.running = true
    try {
      let under = next()
      while (under) {
        const { answer, still } = await under
        under = next()
        if (answer && still()) await show(answer, still)
        under ??= next()
      }
    } finally {
      state.running = false
    }
  }
}
