// The time that is left, counted on from what the server says; the clock of this device plays no part.
const LOW = 60;
const SPOKEN = [300, 60];

export class Clock {
  constructor(element, says, onEnd) {
    Object.assign(this, { element, says, onEnd });
    this.face = element.querySelector("[data-clock]");
    this.set(Number(element.dataset.remaining));
    this.spoken = new Set(SPOKEN.filter((mark) => mark > this.left));
    this.timer = setInterval(() => this.tick(), 500);
    this.tick();
  }

  set(seconds) {
    if (seconds === null || Number.isNaN(seconds)) return;
    this.ends = performance.now() + seconds * 1000;
  }

  get left() {
    return Math.max(0, Math.round((this.ends - performance.now()) / 1000));
  }

  tick() {
    const left = this.left;
    const pad = (n) => String(n).padStart(2, "0");
    this.face.textContent = `${pad(Math.floor(left / 60))}.${pad(left % 60)}`;
    this.element.classList.toggle("low", left <= LOW);
    for (const mark of SPOKEN) {
      if (left <= mark && !this.spoken.has(mark)) {
        this.spoken.add(mark);
        this.says.textContent = this.element.dataset.low.replace("{n}", mark / 60);
      }
    }
    if (left === 0) {
      clearInterval(this.timer);
      this.onEnd();
    }
  }
}
