// Reads parts of a component as the page does, in one scope, and gives what a test asks for.
import { readFileSync } from "node:fs"

export function parts(folder, files, names) {
  const text = files.map((file) => readFileSync(new URL(`../../${folder}/${file}.js`, import.meta.url), "utf-8"))
  return new Function(`${text.join("\n")}\nreturn { ${names.join(", ")} }`)()
}

export const SLIDE = "ui/share/pitch/slide_js"
