// Sends queued answers one at a time, the same number again after a failure: the server knows them by it.
const PAUSES = [1000, 2000, 5000, 10000, 20000];
const STALE = "answer.stale";

export class Sender {
  constructor({ queue, csrf, urlOf, leftUrl, on }) {
    Object.assign(this, { queue, csrf, urlOf, leftUrl, on });
    this.busy = false;
    this.failures = 0;
    addEventListener("online", () => this.kick());
  }

  kick() {
    clearTimeout(this.timer);
    if (!this.busy) this.run();
  }

  async run() {
    this.busy = true;
    try {
      for (let next = this.queue.all()[0]; next; next = this.queue.all()[0]) {
        if (!(await this.send(next[0], next[1]))) {
          this.again();
          return;
        }
        this.failures = 0;
      }
      this.on.idle?.();
    } finally {
      this.busy = false;
    }
  }

  again() {
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.kick(), pause);
  }

  // True when the answer needs no further sending: it was stored, or the server said why it cannot be.
  async send(number, entry, retried = false) {
    let response;
    try {
      response = await fetch(this.urlOf(number), {
        method: "POST",
        redirect: "manual",
        keepalive: true,
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.csrf.value },
        body: JSON.stringify({ seq: entry.seq, fields: entry.fields }),
      });
    } catch {
      this.on.offline?.(this.queue.size);
      return false;
    }
    if (response.type === "opaqueredirect" || response.status === 401) {
      this.on.signedOut?.();
      return false;
    }
    if (response.status === 400 && !retried && (await this.refresh())) return this.send(number, entry, true);
    if (response.status >= 500 || response.status === 429) {
      this.on.offline?.(this.queue.size);
      return false;
    }
    const body = await response.json().catch(() => ({}));
    this.queue.drop(number, entry.seq);
    if (response.ok) this.on.saved?.(number, entry, body);
    else this.on.refused?.(number, entry, body, body.error === STALE);
    return true;
  }

  // A token belongs to a session; after signing in again elsewhere this page needs a new one.
  async refresh() {
    const state = await this.left();
    if (!state) return false;
    this.csrf.value = state.csrf;
    for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = state.csrf;
    return true;
  }

  async left() {
    try {
      const response = await fetch(this.leftUrl, { redirect: "manual", headers: { Accept: "application/json" } });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }
}
