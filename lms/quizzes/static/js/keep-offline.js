// The desk's button: keep practice letters on this device, say whether they are kept, and take them away again.
const box = document.querySelector("[data-keep]");
const words = box.dataset;
const [keep, drop, open] = ["keep-do", "keep-drop", "keep-open"].map((name) => box.querySelector(`[data-${name}]`));
const says = box.querySelector("[data-keep-says]");
const scope = new URL(words.keep, location.href).href;

function show(kept, text) {
  keep.hidden = kept;
  drop.hidden = open.hidden = !kept;
  says.textContent = text;
}

function settled(worker) {
  return new Promise((done) => {
    const look = () => (worker.state === "activated" || worker.state === "redundant") && done(worker.state);
    worker.addEventListener("statechange", look);
    look();
  });
}

keep.addEventListener("click", async () => {
  keep.disabled = true;
  says.textContent = words.working;
  try {
    const found = await navigator.serviceWorker.register(words.worker, { scope: words.keep });
    const state = await settled(found.installing || found.waiting || found.active);
    show(state === "activated", state === "activated" ? words.kept : words.failed);
  } catch (_) {
    show(false, words.failed);
  }
  keep.disabled = false;
});

drop.addEventListener("click", async () => {
  const found = await navigator.serviceWorker.getRegistration(scope);
  if (found) await found.unregister();
  for (const name of await caches.keys()) if (name.startsWith("estafet-luring-")) await caches.delete(name);
  show(false, words.dropped);
});

async function begin() {
  if (!("serviceWorker" in navigator)) return show(false, words.cannot);
  const found = await navigator.serviceWorker.getRegistration(scope);
  const kept = Boolean(found && found.active && found.scope === scope);
  show(kept, kept ? words.kept : "");
  keep.disabled = false;
}

begin();
