// On every page: whether this device still holds answers of an attempt. If so, the rest is loaded and sends them. The
// page that stands in for an attempt's leaves that to the attempt: what it opens must not be older than what is sent.
let held = false;
try {
  held = Object.keys(localStorage).some((key) => /^estafet:(jawaban|tertahan|nomor):/.test(key));
} catch (_) {
  // forbidden storage holds nothing
}
if (held && !document.querySelector("[data-unreached]")) import("./remains.js").catch(() => {}); // offline the next page tries again
