// Reads participants' QR codes with the camera, where the browser can; the typed code works everywhere.
const form = document.querySelector("[data-scan]");
const start = document.querySelector("[data-start]");
const holder = document.querySelector("[data-camera]");
const said = document.querySelector("[data-said]");
const SAME_CODE_MS = 4000;
const LOOK_MS = 200;
let last = { code: "", at: 0 };

async function send(code) {
  const body = new FormData(form);
  body.set("kode", code);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.redirected) return location.reload();
  const { text } = await answer.json();
  said.textContent = text;
}

async function watch(detector, video) {
  const found = await detector.detect(video).catch(() => []);
  const code = found.map((one) => new URL(one.rawValue, location.href).searchParams.get("kode")).find(Boolean);
  const now = Date.now();
  if (code && (code !== last.code || now - last.at > SAME_CODE_MS)) {
    last = { code, at: now };
    await send(code).catch(() => (said.textContent = ""));
  }
  setTimeout(() => watch(detector, video), LOOK_MS);
}

async function open() {
  const video = holder.querySelector("video");
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  await video.play();
  holder.hidden = false;
  start.hidden = true;
  watch(new BarcodeDetector({ formats: ["qr_code"] }), video);
}

if ("BarcodeDetector" in globalThis && navigator.mediaDevices) {
  document.querySelector("[data-without]").hidden = true;
  start.hidden = false;
  start.querySelector("button").addEventListener("click", () => open().catch(() => (start.hidden = false)));
}
