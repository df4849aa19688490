// The session ended in the middle of an attempt: the password is asked for here, and the page stays as it is.
import { ask, post } from "./wire.js";

export class Again {
  // onDone: called with the new CSRF token. dialog: the element with its words.
  constructor(dialog, { base, token, onDone }) {
    Object.assign(this, { dialog, base, token, onDone });
    this.form = dialog.querySelector("form");
    this.says = dialog.querySelector("[data-again-says]");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    dialog.querySelector("[data-again-later]").addEventListener("click", () => this.later());
    dialog.addEventListener("cancel", () => this.later());
  }

  get isOpen() {
    return this.dialog.hasAttribute("open");
  }

  // Put off, it comes back only when it is asked for.
  later() {
    this.putOff = true;
    this.close();
  }

  // Another tab may have signed in meanwhile; then nothing needs to be asked.
  async open(asked = false) {
    if (this.isOpen || this.asking || (this.putOff && !asked)) return;
    this.asking = true;
    const state = await ask(`${this.base}/masuk`);
    this.asking = false;
    if (state.kind !== "ok") return;
    if (state.body.mine) return this.done(state.body.csrf);
    this.says.textContent = state.body.other ? this.dialog.dataset.other : "";
    if (this.dialog.showModal) this.dialog.showModal();
    else this.dialog.setAttribute("open", "");
    this.form.elements.password.focus();
  }

  close() {
    if (this.dialog.close) this.dialog.close();
    else this.dialog.removeAttribute("open");
  }

  // The old token of this page may belong to a session that is gone, so a fresh one is fetched first.
  async send() {
    const field = this.form.elements.password;
    if (this.sending || !field.value) return;
    this.sending = true;
    const fresh = await ask(`${this.base}/masuk`);
    const answer =
      fresh.kind === "ok"
        ? await post(`${this.base}/masuk`, { token: this.token, password: field.value }, fresh.body.csrf)
        : fresh;
    this.sending = false;
    if (answer.kind === "ok") return this.done(answer.body.csrf);
    this.says.textContent = (answer.body && answer.body.message) || this.dialog.dataset.offline;
    field.select();
  }

  done(csrf) {
    this.form.reset();
    this.putOff = false;
    this.close();
    this.onDone(csrf);
  }
}
