// The time that is left, counted on from what the server says; what the clock of this device shows plays no part.
import { heard, since, stamp } from "./servertime.js";

const LOW = 60;
const SPOKEN = [600, 300, 60];
const DOUBT = 5000; // the two clocks of the device disagree: it slept, or somebody set the time

export class Clock {
  constructor(element, says, { onEnd, onDoubt }) {
    Object.assign(this, { element, says, onEnd, onDoubt });
    this.face = element.querySelector("[data-clock]");
    this.spoken = new Set(SPOKEN);
    this.over = false;
    this.set(Number(element.dataset.remaining));
    heard((Number(element.dataset.ends) - this.seconds) * 1000);
    setInterval(() => this.tick(), 500);
  }

  // Take over what the server says; more time makes marks count again that lie ahead once more.
  set(seconds) {
    if (typeof seconds !== "number" || Number.isNaN(seconds)) return;
    this.seconds = seconds;
    this.from = stamp();
    this.doubted = false;
    for (const mark of SPOKEN) if (seconds > mark) this.spoken.delete(mark);
    if (seconds > 0) this.over = false;
    this.tick();
  }

  get left() {
    return Math.max(0, Math.round(this.seconds - since(this.from).ms / 1000));
  }

  tick() {
    this.doubt();
    const left = this.left;
    const pad = (n) => String(n).padStart(2, "0");
    this.face.textContent = `${pad(Math.floor(left / 60))}.${pad(left % 60)}`;
    this.element.classList.toggle("low", left <= LOW);
    const passed = SPOKEN.filter((mark) => left <= mark && !this.spoken.has(mark));
    for (const mark of passed) this.spoken.add(mark);
    if (passed.length) this.says.textContent = this.element.dataset.low.replace("{n}", Math.min(...passed) / 60);
    if (left === 0 && !this.over) {
      this.over = true;
      this.onEnd();
    }
  }

  doubt() {
    if (this.doubted || since(this.from).apart < DOUBT) return;
    this.doubted = true;
    this.onDoubt();
  }
}
