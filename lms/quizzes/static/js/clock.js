// The time that is left, counted on from what the server says; the clock of this device plays no part.
const LOW = 60;
const SPOKEN = [600, 300, 60];

export class Clock {
  constructor(element, says, onEnd) {
    Object.assign(this, { element, says, onEnd });
    this.face = element.querySelector("[data-clock]");
    this.spoken = new Set();
    this.over = false;
    this.set(Number(element.dataset.remaining));
    this.spoken = new Set(SPOKEN.filter((mark) => mark > this.left));
    setInterval(() => this.tick(), 500);
    this.tick();
  }

  // Take over what the server says; more time makes marks count again that lie ahead once more.
  set(seconds) {
    if (typeof seconds !== "number" || Number.isNaN(seconds)) return;
    this.ends = performance.now() + seconds * 1000;
    for (const mark of SPOKEN) if (seconds > mark) this.spoken.delete(mark);
    if (seconds > 0) this.over = false;
  }

  get left() {
    return Math.max(0, Math.round((this.ends - performance.now()) / 1000));
  }

  tick() {
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
}
