// The script that asks (`ui/session/asking.js`) beside parts of the component that uses it.
import { parts } from "./parts.mjs"

// Waits take no time; the page's run ends after so many looks at it.
export function asker(answers, files, names, looks = 0) {
  const asked = []
  const given = {
    settle: (root) => root.shown.push(root.answer),
    setTimeout: (act) => setTimeout(act, 0),
    document: { querySelector: () => (looks-- > 0 ? null : {}) },
    fetch: async (address) => {
      asked.push(address)
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      return { status: answer.status, ok: answer.status < 300, json: async () => answer.body }
    },
  }
  return { ...parts("ui", ["session/asking", ...files], names, given), asked }
}

export const root = () => ({ isConnected: true, shown: [] })

export function component(ask) {
  const triggered = []
  return { data: { ask }, triggered, setTriggerValue: (name) => triggered.push(name) }
}
