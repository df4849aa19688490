// What the page says about saving: one short state in the bar, one polite sentence when its kind changes, and a
// message below the bar while something is in the way. All words stand in the page.
const LOOK = { saved: "ok", unsaved: "due", waiting: "due", loose: "bad", out: "bad", stranger: "bad", late: "due", refused: "bad" };
const LASTS = ["loose", "out", "stranger", "late", "refused"]; // these are explained at once, a lost network after a while
const PATIENCE = 8000;

export class Bar {
  constructor(root) {
    this.element = root.querySelector("[data-state]");
    this.text = this.element && this.element.querySelector("[data-state-text]");
    this.words = root.querySelector("[data-words]").dataset;
    this.says = root.querySelector("[data-state-says]");
    this.panel = root.querySelector("[data-trouble]");
    this.explained = this.panel.querySelector("[data-trouble-text]");
    this.kind = null;
  }

  // values: at, n, why, and `ended` when the time is over.
  show(kind, values = {}) {
    if (kind !== "none") this.put(kind, values);
    const changed = kind !== this.kind;
    this.kind = kind;
    this.values = values;
    if (changed) this.say(kind, values);
    this.explain(changed);
  }

  put(kind, values) {
    if (!this.element) return;
    this.element.className = `st ${LOOK[kind]}`;
    this.text.textContent = this.fill(kind, values);
  }

  // Every saved answer is not worth a sentence, but the first is, and the first after trouble.
  say(kind, values) {
    if (kind === "unsaved" || kind === "none") return;
    if (kind === "saved" && this.calm) return;
    this.calm = kind === "saved";
    this.says.textContent = kind === "saved" ? this.fill(kind, values) : this.fill(`${kind}Long`, values);
  }

  explain(changed) {
    const trouble = this.values.ended || LASTS.includes(this.kind);
    if (trouble) this.open();
    else if (this.kind !== "waiting") this.close();
    else if (changed) this.later = setTimeout(() => this.kind === "waiting" && this.open(), PATIENCE);
    else if (!this.panel.hidden) this.open();
  }

  // When the time is over, what was kept matters more than why it waits.
  open() {
    const { ended, n } = this.values;
    const long = !ended || this.kind === "late" ? this.kind : n ? "ended" : "over";
    this.explained.textContent = this.fill(`${long}Long`, this.values);
    this.panel.querySelector("[data-rescue]").hidden = !n;
    this.panel.querySelector("[data-again-open]").hidden = this.kind !== "out" && !(this.kind === "loose" && this.values.out);
    this.panel.hidden = false;
  }

  close() {
    clearTimeout(this.later);
    this.panel.hidden = true;
  }

  fill(name, values) {
    const text = this.words[name] || "";
    return text.replace("{at}", values.at || "").replace("{n}", values.n).replace("{why}", values.why || "");
  }
}

// 09.42.17 in the city's zone; the server says a moment, or the words themselves.
export function timeOf(moment, zone, language) {
  if (!moment || !moment.includes("T")) return moment || "";
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return "";
  const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false };
  let text;
  try {
    text = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone }).format(date);
  } catch (_) {
    text = new Intl.DateTimeFormat("en-GB", options).format(date);
  }
  return language === "en" ? text : text.replace(/:/g, ".");
}
