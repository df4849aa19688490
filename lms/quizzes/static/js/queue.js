// Answers that the server has not acknowledged yet. They survive a reload and a lost network, and are
// removed the moment they are acknowledged. Only the newest answer of each question is kept.
const PREFIX = "estafet:jawaban:";

export class Queue {
  constructor(attempt) {
    this.key = PREFIX + attempt;
    this.memory = {};
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return this.memory;
    }
  }

  write(entries) {
    this.memory = entries;
    try {
      if (Object.keys(entries).length) localStorage.setItem(this.key, JSON.stringify(entries));
      else localStorage.removeItem(this.key);
    } catch {
      // storage is full or forbidden: the answers of this page still stand in memory
    }
  }

  put(number, entry) {
    const entries = this.read();
    entries[number] = entry;
    this.write(entries);
  }

  get(number) {
    return this.read()[number];
  }

  // Remove an answer unless a newer one has taken its place meanwhile.
  drop(number, seq) {
    const entries = this.read();
    if (entries[number]?.seq === seq) {
      delete entries[number];
      this.write(entries);
    }
  }

  all() {
    return Object.entries(this.read());
  }

  get size() {
    return Object.keys(this.read()).length;
  }
}
