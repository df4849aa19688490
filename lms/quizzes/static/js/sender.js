// Sends what waits, one answer at a time and the same number again after a failure: the server knows them by it.
// An answer leaves the queue only when the server said what became of it.
import { ask, post } from "./wire.js";

const PAUSES = [1000, 2000, 5000, 10000, 20000];
const OVER = ["answer.late", "attempt.closed"];
const STALE = "answer.stale";

export class Sender {
  // base: the address of the attempt. csrf: { value }. on: saved, older, late, refused, trouble, clear.
  constructor({ queue, csrf, base, on }) {
    Object.assign(this, { queue, csrf, base, on });
    this.running = null;
    this.failures = 0;
    this.trouble = null;
    addEventListener("online", () => this.kick());
  }

  kick() {
    clearTimeout(this.timer);
    if (!this.running) {
      this.running = this.run().finally(() => {
        this.running = null;
      });
    }
    return this.running;
  }

  // Whether nothing waits any more, after trying for at most so many milliseconds.
  async flush(most) {
    const end = performance.now() + most;
    while (this.queue.size && performance.now() < end) {
      await Promise.race([this.kick(), pause(end - performance.now())]);
      if (this.queue.size && this.trouble) return false;
    }
    return this.queue.size === 0;
  }

  async run() {
    for (let next = this.queue.all()[0]; next; next = this.queue.all()[0]) {
      const trouble = await this.send(next[0], next[1]);
      this.trouble = trouble;
      if (trouble) {
        const wait = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
        this.failures += 1;
        this.timer = setTimeout(() => this.kick(), wait);
        this.on.trouble(trouble);
        return;
      }
      this.failures = 0;
    }
    this.trouble = null;
    this.on.clear();
  }

  // What is in the way: null, "offline", "out" or "stranger".
  async send(number, entry) {
    if (entry.late) return this.handOver(number, entry);
    const answer = await this.post(`${this.base}/soal/${number}/simpan`, { seq: entry.seq, fields: entry.fields });
    if (answer.kind === "ok") {
      if (answer.body.seq !== entry.seq) return "offline";
      this.queue.drop(number, entry.seq);
      this.on[answer.body.current ? "saved" : "older"](number, entry, answer.body);
      return null;
    }
    if (answer.kind !== "no") return answer.kind;
    if (OVER.includes(answer.body.error)) {
      this.queue.markLate(number, entry.seq);
      return this.handOver(number, entry);
    }
    if (answer.body.error === STALE) this.queue.hold(number, entry);
    else this.queue.drop(number, entry.seq);
    this.on.refused(number, entry, answer.body.message || "");
    return null;
  }

  // After the time: with the moment by this device's clock, for a person to decide.
  async handOver(number, entry) {
    const answer = await this.post(`${this.base}/terlambat`, {
      answers: [{ number: Number(number), seq: entry.seq, fields: entry.fields, typed_at: entry.at }],
    });
    if (answer.kind !== "ok" && answer.kind !== "no") return answer.kind;
    const result = (answer.body.results || [{}])[0];
    if (answer.kind === "ok" && !result.outcome) return "offline";
    this.queue.drop(number, entry.seq);
    if (result.outcome === "late") this.on.late(number, entry);
    else if (result.outcome === "saved") this.on.saved(number, entry, {});
    else this.on.refused(number, entry, result.message || answer.body.message || "");
    return null;
  }

  // A token belongs to a session; after signing in again elsewhere this page needs a new one.
  async post(url, body, again = true) {
    const answer = await post(url, body, this.csrf.value);
    if (answer.kind === "busy") return { kind: "offline", body: {} };
    if (answer.kind !== "csrf") return answer;
    if (!again) return { kind: "out", body: {} };
    const state = await this.left();
    if (state.kind !== "ok") return state.kind === "no" ? { kind: "offline", body: {} } : state;
    return this.post(url, body, false);
  }

  // The state of the attempt and the seconds that are left, by the server's clock.
  async left() {
    const answer = await ask(`${this.base}/sisa`);
    if (answer.kind === "ok") this.csrf.value = answer.body.csrf;
    return answer.kind === "busy" ? { kind: "offline", body: {} } : answer;
  }
}

export function pause(ms) {
  return new Promise((done) => setTimeout(done, Math.max(0, ms)));
}
