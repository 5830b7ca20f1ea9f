// Streamlit lets a call of a component tidy up when the component leaves the page, but also when
// newer data overtook the call on its way, as on a slow machine: then what stands in the page is of
// the newer call. What a call returns as its end acts only once its element is gone.
const onceGone = (element, act) => () => { if (!element.isConnected) act() }

