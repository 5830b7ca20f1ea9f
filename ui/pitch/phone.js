// A slider beside the number; without this script the number alone does.
const form = document.querySelector("form")
if (form) {
  const [range, typed] = [form.querySelector("[type=range]"), form.querySelector("[type=number]")]
  const [low, high] = [Number(form.dataset.low), Number(form.dataset.high)]
  const isLog = form.dataset.scale === "log"
  range.hidden = false
  range.value = 500
  range.addEventListener("input", () => {
    const part = range.value / 1000
    const value = isLog ? low * (high / low) ** part : low + (high - low) * part
    typed.value = Number(value.toPrecision(part > 0 && part < 1 ? 3 : 6))
  })
  typed.addEventListener("input", () => {
    const [from, to, at] = isLog
      ? [low, high, typed.valueAsNumber].map((each) => Math.log(Math.max(each, 1e-300)))
      : [low, high, typed.valueAsNumber]
    if (Number.isFinite(at)) range.value = 1000 * Math.max(0, Math.min(1, (at - from) / (to - from)))
  })
}
