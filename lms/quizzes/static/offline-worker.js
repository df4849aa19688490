// Keeps the page of offline practice and its letters on the device, nothing else of the platform. What is kept is
// shown at once and renewed behind it; only whole answers of our own server replace it, never a sign-in page.
const NAME = `estafet-luring-${FACTS.version}`;
const KNOWN = new Set([...FACTS.own, ...FACTS.files]);

async function keep(cache, address) {
  const response = await fetch(address, { credentials: "same-origin", cache: "no-store" });
  if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
  await cache.put(address, response.clone());
  return response;
}

self.addEventListener("install", (event) => {
  const work = caches.open(NAME).then((cache) => Promise.all([...KNOWN].map((address) => keep(cache, address))));
  event.waitUntil(work.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("estafet-luring-") && name !== NAME;
  const work = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(work.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !KNOWN.has(pathname)) return;
  event.respondWith(answer(event, pathname));
});

async function answer(event, address) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(address);
  if (!kept) return fetch(event.request);
  if (FACTS.own.includes(address)) event.waitUntil(keep(cache, address).catch(() => {}));
  return kept;
}
