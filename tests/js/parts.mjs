// Reads parts of a component as the page does, in one scope, and gives what a test asks for; `given`
// stands in for what the page or other parts bring.
import { readFileSync } from "node:fs"

export function parts(folder, files, names, given = {}) {
  const text = files.map((file) => readFileSync(new URL(`../../${folder}/${file}.js`, import.meta.url), "utf-8"))
  const build = new Function(...Object.keys(given), `${text.join("\n")}\nreturn { ${names.join(", ")} }`)
  return build(...Object.values(given))
}

export const SLIDE = "ui/pitch/slide_js"
export const PANEL = "ui/panel/panel_js"
export const TILES = "ui/panel/tiles_js"
export const LIVE = "ui/panel/live_js"
