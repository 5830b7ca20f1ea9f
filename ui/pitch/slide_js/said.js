// What the slide tells the server: numbered, so that nothing is lost and nothing done twice.

// The browser sends only the last of what is told between two runs of the script: whatever was not
// heard yet goes along each time, numbered. Of a moving lever the last place will do.
function tell(slide, act, value = null) {
  const { said } = slide
  if (act === "lever" && said.at(-1)?.act === "lever") said.pop()
  said.push({ number: ++slide.number, act, value })
  slide.component.setTriggerValue("said", [...said])
}

// Numbers go on where this session heard the last one, also after the slide was drawn anew.
function heard(slide, number) {
  slide.number = Math.max(slide.number, number)
  slide.said = slide.said.filter((each) => each.number > number)
}

// Presses faster than the answers count all the same: `at` runs ahead of the step on show.
function go(slide, to) {
  const { count, step } = slide.component.data
  const at = Math.max(0, Math.min(count - 1, to))
  if (at === (slide.at ?? step)) return
  slide.at = at
  tell(slide, "go", at)
}

const here = (slide) => slide.at ?? slide.component.data.step
