
// --- boot/start.js: pasted behind wasm-bindgen's glue in the packed file only ---
// Text → bytes → gunzip → compile while it unpacks. Nothing is fetched: connect-src is 'none'.

// Two characters hold 13 bits. The characters are those of ASCII from ! to ~ but for three.
function bytesOf(text, count) {
  const values = new Uint8Array(128);
  for (let code = 33, value = 0; code < 127; code++) {
    if (!'"<\\'.includes(String.fromCharCode(code))) values[code] = value++;
  }
  const bytes = new Uint8Array(count);
  for (let at = 0, next = 0, held = 0, bits = 0; at < count; at++) {
    if (bits < 8) {
      held = (held << 13) | (values[text.charCodeAt(next++)] * 91 + values[text.charCodeAt(next++)]);
      bits += 13;
    }
    bits -= 8;
    bytes[at] = held >> bits;
    held &= (1 << bits) - 1;
  }
  return bytes;
}

// 持ち運び版: the page as it came, without its module and without what it carries, so that the app
// can write a copy of it that carries something.
const block = document.getElementById("wasm");
const carried = document.getElementById("carried");
carried?.remove();
const mark = document.createComment("wasm");
block.replaceWith(mark);
const [before, after] = document.documentElement.outerHTML.split("<!--wasm-->");
mark.remove();
window.hyokachoPage = {
  before: `<!doctype html>\n${before}`,
  block: block.outerHTML,
  after: `${after}\n`,
  carried: carried?.textContent ?? "",
};

const unpacked = new Blob([bytesOf(block.textContent, Number(block.dataset.bytes))])
  .stream()
  .pipeThrough(new DecompressionStream("gzip"));
await __wbg_init({
  module_or_path: new Response(unpacked, { headers: { "Content-Type": "application/wasm" } }),
});
window.dispatchEvent(new CustomEvent("TrunkApplicationStarted"));
