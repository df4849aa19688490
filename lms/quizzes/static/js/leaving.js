// Leaving the page of a question: only when nothing that was typed depends on this page any more.
import { pause } from "./sender.js";

const MOST = 6000;

export class Leaving {
  constructor(parts) {
    Object.assign(this, parts);
    this.going = false;
    this.button = null;
    if (this.form) this.watchForm();
    if (this.finish.matches("[data-hand-in]")) this.watchFinish();
  }

  watchForm() {
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button && button.form === this.form) this.button = button;
    });
    this.form.addEventListener("submit", (event) => {
      if (this.going || event.defaultPrevented) return;
      event.preventDefault();
      const button = event.submitter || this.button;
      this.button = null;
      delete this.form.dataset.sent;
      this.step(button);
    });
  }

  // The answer is stored first; the next page is opened when the server has it, and this one stays when it has not.
  async step(button) {
    if (this.ended()) return;
    this.store();
    const clear = await this.sender.flush(MOST);
    this.tell();
    if (button && button.value === "simpan") return;
    if (!clear || !navigator.onLine) return;
    this.going = true;
    const target = document.createElement("input");
    target.type = "hidden";
    if (button && button.name) Object.assign(target, { name: button.name, value: button.value });
    this.form.append(target);
    HTMLFormElement.prototype.submit.call(this.form);
    // a page that could not be left, or that comes back from the history, must be usable again
    await pause(4000);
    target.remove();
    this.going = false;
  }

  watchFinish() {
    this.finish.addEventListener("submit", async (event) => {
      if (this.going || event.defaultPrevented) return;
      event.preventDefault();
      delete this.finish.dataset.sent;
      const clear = await this.sender.flush(MOST);
      this.tell();
      if (clear && (await this.reaches())) this.handIn();
    });
  }

  // Whether the server can be reached now: a form sent into nothing would put the browser's own page here.
  async reaches() {
    const state = await this.sender.left();
    if (state.kind === "out") this.sender.on.trouble("out");
    return state.kind === "ok";
  }

  handIn() {
    this.going = true;
    this.queue.forget();
    HTMLFormElement.prototype.submit.call(this.finish);
  }

  go(address) {
    this.going = true;
    this.queue.forget();
    location.replace(address);
  }
}
