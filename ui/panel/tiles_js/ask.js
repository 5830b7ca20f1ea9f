// The ranges of headline numbers: asked for until they are there.

// No part of the page runs again for them. Only where they could not be computed the page is asked
// to say why.
async function ask(root, component) {
  const address = component.data?.ask
  if (root.asking === address) return
  root.answer = null
  const told = await answered(root, address, () => {})
  if (!told) return
  root.answer = told.tiles
  settle(root)
  if (told.failed) atRest(root, () => component.setTriggerValue("looked", Date.now()))
}
