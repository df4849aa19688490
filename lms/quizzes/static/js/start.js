// Waiting for the opening: counted on from what the server says, asked again before starting and whenever the page
// comes back to life. The examination begins by itself only for those who asked for it.
import { ask } from "./wire.js";

const SPOKEN = [600, 300, 60, 10];
const AGAIN = 3000;
const HOUR = 3600;

class WaitingRoom {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.part = (name) => form.querySelector(`[data-turn-${name}]`);
    this.willing = this.words.willing === "1";
    this.set(Number(this.words.turn));
    this.spoken = new Set(SPOKEN.filter((mark) => mark > this.left));
    this.part("go").hidden = true;
    this.part("wait").hidden = this.willing;
    this.part("wait").addEventListener("click", () => this.promise());
    document.addEventListener("visibilitychange", () => !document.hidden && this.sync());
    addEventListener("online", () => this.sync());
    this.timer = setInterval(() => this.tick(), 250);
    this.tick();
  }

  set(seconds) {
    this.ends = performance.now() + seconds * 1000;
  }

  get left() {
    return Math.max(0, Math.ceil((this.ends - performance.now()) / 1000));
  }

  say(text) {
    this.part("says").textContent = text;
  }

  promise() {
    this.willing = true;
    this.part("wait").hidden = true;
    this.say(this.words.promised);
    this.part("face").focus();
  }

  tick() {
    const left = this.left;
    const pad = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(left / HOUR);
    this.part("face").textContent = `${hours ? `${hours}.` : ""}${pad(Math.floor(left / 60) % 60)}.${pad(left % 60)}`;
    const passed = SPOKEN.filter((mark) => left <= mark && !this.spoken.has(mark));
    for (const mark of passed) this.spoken.add(mark);
    const mark = Math.min(...passed);
    if (passed.length && left) {
      this.say(mark < 60 ? this.words.seconds.replace("{n}", mark) : this.words.minutes.replace("{n}", mark / 60));
    }
    if (!left) this.knock();
  }

  async sync() {
    const answer = await ask(this.words.ask);
    if (answer.kind !== "ok") return answer;
    for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = answer.body.csrf;
    this.set(answer.body.seconds);
    return answer;
  }

  // The server decides whether it is time; without a network this goes on asking.
  async knock() {
    if (this.knocking) return;
    if (!this.willing) return this.open();
    this.knocking = true;
    this.say(this.words.starting);
    const answer = await this.sync();
    if (answer.kind === "ok" && answer.body.seconds === 0) return this.form.submit();
    if (answer.kind === "out") return location.reload();
    if (answer.kind !== "ok") this.say(this.words.offline);
    setTimeout(() => {
      this.knocking = false;
    }, AGAIN);
  }

  open() {
    clearInterval(this.timer);
    this.part("go").hidden = false;
    this.part("wait").hidden = true;
    this.say(this.words.open);
  }
}

for (const form of document.querySelectorAll("[data-turn]")) new WaitingRoom(form);
