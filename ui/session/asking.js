// Asks at an address until all is there, and lets the page run only where it stands still: a run
// that is asked for while the page turns would take the place of the new page's.
const LOOK_MS = 400
const NOT_YET = 202
const STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'

const later = () => new Promise((resolve) => setTimeout(resolve, LOOK_MS))

// `heard` is given what is told meanwhile. Returns what is told last; nothing where `root` asks
// already, asks something else by then, or is off the page.
async function answered(root, address, heard) {
  if (root.asking === address) return undefined
  root.asking = address
  while (address && root.asking === address) {
    await later()
    if (!root.isConnected) return gone(root, address)
    const answer = await fetch(address).catch(() => ({ status: NOT_YET }))
    if (root.asking !== address) return undefined
    const told = answer.ok ? await answer.json().catch(() => ({})) : {}
    if (answer.status !== NOT_YET) return told
    heard(told)
  }
  return undefined
}

// What is put back on the page asks anew.
function gone(root, address) {
  if (root.asking === address) root.asking = undefined
}

async function atRest(root, act) {
  while (root.isConnected && !document.querySelector(STILL)) await later()
  if (root.isConnected) act()
}
