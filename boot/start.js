
// --- boot/start.js: pasted behind wasm-bindgen's glue in the packed file only ---
// Base64 → bytes → gunzip → compile while it unpacks. Nothing is fetched: connect-src is 'none'.

function bytesOf(base64) {
  if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const block = document.getElementById("wasm");
const unpacked = new Blob([bytesOf(block.textContent)])
  .stream()
  .pipeThrough(new DecompressionStream("gzip"));
block.remove();
await __wbg_init({
  module_or_path: new Response(unpacked, { headers: { "Content-Type": "application/wasm" } }),
});
window.dispatchEvent(new CustomEvent("TrunkApplicationStarted"));
