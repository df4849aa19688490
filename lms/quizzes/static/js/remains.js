// Answers that were left on this device: sent from whatever page their officer opens next. The server tells the reader
// the tokens of their own attempts only; what belongs to somebody else is neither read nor sent.
import { countedTokens, Queue, tokens } from "./queue.js";
import { Sender } from "./sender.js";
import { ask } from "./wire.js";

const LIST = "/kuis/percobaan/antrean";
const open = document.querySelector("#selesai");
const here = open ? open.dataset.token : null; // the page of an attempt sends its own

class Remains {
  constructor(token, { base, title, open: isOpen }, words, csrf) {
    this.queue = new Queue(token);
    Object.assign(this, { base, title, isOpen, words });
    this.told = "";
    this.sender = new Sender({
      queue: this.queue,
      csrf: { value: csrf },
      base,
      on: {
        saved: () => this.tell("sent"),
        older: () => this.tell("sent"),
        late: () => this.tell("late"),
        refused: (_number, _entry, why) => this.tell("refused", why),
        trouble: () => this.say("waiting"),
        clear: () => this.say(this.told || "sent", this.why),
      },
    });
  }

  async run() {
    if (!this.isOpen) await this.handOverHeld();
    if (!this.queue.size) {
      if (this.told) this.say(this.told, this.why);
      if (!this.isOpen) this.queue.forget();
      return;
    }
    this.say("sending");
    await this.sender.kick();
    if (!this.isOpen) this.queue.forget();
  }

  // What lost against another device's answer goes to a person, once the attempt is closed.
  async handOverHeld() {
    for (const [number, entry] of this.queue.allHeld()) {
      if (await this.sender.handOver(number, entry)) return;
      this.queue.release(number);
    }
  }

  // The most important of several outcomes stays.
  tell(kind, why = "") {
    const order = ["", "sent", "late", "refused"];
    if (order.indexOf(kind) < order.indexOf(this.told)) return;
    this.told = kind;
    this.why = why;
  }

  say(kind, why = "") {
    if (!this.box) this.box = place();
    this.box.className = `msg ${{ sent: "", late: "due", waiting: "due", sending: "due", refused: "bad" }[kind]}`;
    const text = this.words[kind].replace("{title}", this.title).replace("{why}", why);
    const link = document.createElement("a");
    Object.assign(link, { href: this.isOpen ? this.base : `${this.base}/hasil`, className: "lk" });
    link.textContent = this.isOpen ? this.words.open : this.words.result;
    this.box.firstElementChild.textContent = `${text} `;
    this.box.firstElementChild.append(link);
  }
}

function place() {
  const wrap = document.createElement("div");
  wrap.className = "wrap flashes";
  const box = document.createElement("div");
  box.setAttribute("role", "status");
  box.append(document.createElement("p"));
  wrap.append(box);
  document.querySelector("#isi").prepend(wrap);
  return box;
}

async function run() {
  const answer = await ask(LIST);
  if (answer.kind === "offline" || answer.kind === "busy") return addEventListener("online", run, { once: true });
  if (answer.kind !== "ok" || !answer.body.attempts) return;
  const { attempts, words, csrf } = answer.body;
  const own = new Set([...tokens(), ...countedTokens()]);
  for (const token of own) {
    if (token !== here && attempts[token]) await new Remains(token, attempts[token], words, csrf).run();
  }
}

run();
