// Answers that the server has not acknowledged yet. They stand in this browser's storage under the opaque token of
// their attempt, which only pages of its own officer are told; each question has a key of its own, so that two tabs
// never write over each other. What a tab typed also stays in its memory until the tab itself was told "stored":
// storage that is full, forbidden or emptied meanwhile takes nothing away.
import { now } from "./servertime.js";

const WAITS = "estafet:jawaban:";
const COUNTS = "estafet:nomor:";
const HELD = "estafet:tertahan:";

export class Queue {
  // about: attempt and title, which a page without the server needs to know of what waits.
  constructor(token, about = {}) {
    Object.assign(this, { token, about });
    this.waits = `${WAITS}${token}:`;
    this.held = `${HELD}${token}:`;
    this.counts = COUNTS + token;
    this.memory = new Map();
    this.numbers = {};
  }

  // The next number of a question: above all that any tab of this browser used, and above the server's.
  next(number) {
    const stored = read(this.counts) || {};
    const waiting = (read(this.waits + number) || {}).seq || 0;
    return Math.max(this.numbers[number] || 0, stored[number] || 0, waiting) + 1;
  }

  // Remember a number that the server or another tab has used.
  note(number, seq) {
    this.numbers[number] = Math.max(this.numbers[number] || 0, seq);
  }

  known(number) {
    return Math.max(this.numbers[number] || 0, (read(this.counts) || {})[number] || 0);
  }

  put(number, fields) {
    const entry = { seq: this.next(number), fields, at: now().toISOString(), ...this.about };
    this.note(number, entry.seq);
    this.memory.set(String(number), entry);
    write(this.waits + number, entry);
    write(this.counts, { ...read(this.counts), [number]: entry.seq });
    return entry;
  }

  get(number) {
    const own = this.memory.get(String(number));
    const stored = read(this.waits + number);
    return own && (!stored || own.seq >= stored.seq) ? own : stored;
  }

  // Note on an entry that its time is over, so that the next attempt goes the way of late answers at once.
  markLate(number, seq) {
    const entry = this.get(number);
    if (!entry || entry.seq !== seq) return;
    entry.late = true;
    if (read(this.waits + number)) write(this.waits + number, entry);
  }

  // Remove an answer unless a newer one has taken its place meanwhile.
  drop(number, seq) {
    const own = this.memory.get(String(number));
    if (own && own.seq <= seq) this.memory.delete(String(number));
    const stored = read(this.waits + number);
    if (stored && stored.seq <= seq) remove(this.waits + number);
    const held = read(this.held + number);
    if (held && held.seq < seq) remove(this.held + number);
  }

  // An answer that lost against another device's stays here for a person, until the attempt is closed.
  hold(number, entry) {
    this.drop(number, entry.seq);
    write(this.held + number, entry);
  }

  release(number) {
    remove(this.held + number);
  }

  // [number, answer], the oldest first.
  all() {
    const numbers = new Set([...keys(this.waits), ...this.memory.keys()]);
    return sorted([...numbers].map((number) => [number, this.get(number)]));
  }

  allHeld() {
    return sorted(keys(this.held).map((number) => [number, read(this.held + number)]));
  }

  get size() {
    return new Set([...keys(this.waits), ...this.memory.keys()]).size;
  }

  // The question that a storage key is about, null when it is about something else.
  numberOf(key) {
    return key && key.startsWith(this.waits) ? key.slice(this.waits.length) : null;
  }

  // A newer answer of another tab takes the place of what this tab typed.
  superseded(number, seq) {
    this.note(number, seq);
    const own = this.memory.get(String(number));
    if (own && own.seq < seq) this.memory.delete(String(number));
  }

  // How many answers stand in this page's memory alone: closing the page would lose them.
  get loose() {
    return [...this.memory].filter(([number, entry]) => {
      const stored = read(this.waits + number);
      return !stored || stored.seq < entry.seq;
    }).length;
  }

  // Nothing is left to say about a closed attempt.
  forget() {
    if (this.size || keys(this.held).length) return;
    remove(this.counts);
  }
}

// The tokens of all attempts that this browser holds anything of.
export function tokens() {
  return new Set([WAITS, HELD].flatMap((prefix) => keys(prefix).map((rest) => rest.split(":")[0])));
}

// Attempts of which only the numbers are left.
export function countedTokens() {
  return new Set(keys(COUNTS));
}

function sorted(entries) {
  return entries.filter((pair) => pair[1]).sort((a, b) => (a[1].at < b[1].at ? -1 : 1));
}

function keys(prefix) {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  } catch (_) {
    return [];
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch (_) {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch (_) {
    // full or forbidden: `loose` says so, and the page does
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch (_) {
    // nothing was stored there either
  }
}
