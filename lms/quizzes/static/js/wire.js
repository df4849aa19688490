// One request, and what its answer means for what waits on this device. Only JSON of our own server counts: a network
// that answers with a sign-in page of its own has stored nothing.
import { heard } from "./servertime.js";

const LIMIT = 10000;

export async function ask(url, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LIMIT);
  try {
    const response = await fetch(url, {
      redirect: "manual",
      signal: stop.signal,
      ...options,
      headers: { Accept: "application/json", ...options.headers },
    });
    return await meaning(response);
  } catch (_) {
    return { kind: "offline", body: {} };
  } finally {
    clearTimeout(timer);
  }
}

export function post(url, body, csrf) {
  return ask(url, {
    method: "POST",
    keepalive: true,
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify(body),
  });
}

// ok: done. no: the server says why not. csrf: the token is old. out: nobody is signed in. stranger: somebody else is.
// busy and offline: try again.
async function meaning(response) {
  if (response.type === "basic") heard(Date.parse(response.headers.get("Date")));
  if (response.type === "opaqueredirect" || response.status === 401) return { kind: "out", body: {} };
  if (response.status >= 500 || response.status === 429) return { kind: "busy", body: await words(response) };
  const body = await words(response);
  if (body === null) return { kind: "offline", body: {} };
  if (response.ok) return { kind: "ok", body };
  if (response.status === 403 || response.status === 404) return { kind: "stranger", body };
  if (response.status === 400 && body.error === "csrf") return { kind: "csrf", body };
  return { kind: "no", body };
}

async function words(response) {
  if (!(response.headers.get("Content-Type") || "").startsWith("application/json")) return null;
  return response.json().catch(() => null);
}
