// A sentence in pieces that may not be torn apart at the end of a line.

// Chinese has no spaces, and browsers break it within words: here lines end between words only.
function pieces(text, language) {
  const words = []
  for (const { segment, isWordLike } of
    new Intl.Segmenter(language, { granularity: "word" }).segment(text)) {
    const opens = /[“‘「『（《¥−+]$/u.test(words.at(-1) ?? "")
    const sticks = opens || !(isWordLike || /^[\s“‘「『（《¥−+]/u.test(segment))
    if (words.length && sticks && !/\s$/.test(words.at(-1))) words.push(words.pop() + segment)
    else words.push(segment)
  }
  return words
}

function phrase(heading, text, language) {
  if (heading.textContent === text) return
  heading.replaceChildren(...pieces(text, language).map((word) => {
    if (!/[\p{Script=Han}¥]/u.test(word)) return word
    const whole = document.createElement("span")
    whole.textContent = word
    return whole
  }))
}
