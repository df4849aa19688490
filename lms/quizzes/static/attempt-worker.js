// Pages of an attempt always come from the server; where it cannot be reached, one page that says so takes their place.
// Nothing of an examination is kept on the device.
const NAME = `estafet-percobaan-${FACTS.version}`;
const KEPT = new Set([FACTS.page, ...FACTS.files]);

async function keep(cache, address) {
  const response = await fetch(address, { credentials: "same-origin", cache: "no-store" });
  if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
  await cache.put(address, response);
}

self.addEventListener("install", (event) => {
  const work = caches.open(NAME).then((cache) => Promise.all([...KEPT].map((address) => keep(cache, address))));
  event.waitUntil(work.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("estafet-percobaan-") && name !== NAME;
  const work = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(work.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  const address = event.request.mode === "navigate" ? FACTS.page : pathname;
  if (KEPT.has(address)) event.respondWith(fetch(event.request).catch((fault) => instead(address, fault)));
});

async function instead(address, fault) {
  const kept = await caches.open(NAME).then((cache) => cache.match(address));
  if (!kept) throw fault;
  return kept;
}
