// Autosave: one save in flight, the next only after its answer, and never a word that is not true.
const PAUSE = 700;
const AGAIN = 4000;

export class Saver {
  constructor(form, area, page) {
    this.form = form;
    this.area = area;
    this.page = page;
    this.words = document.getElementById("keadaan").dataset;
    this.tab = [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");
    this.seq = 0;
    this.dirty = false;
    this.busy = false;
    this.stopped = false;
    for (const name of ["tab", "seq"]) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      form.append(field);
    }
    form.elements.tab.value = this.tab;
    window.addEventListener("online", () => this.dirty && this.changed(0));
  }

  changed(pause = PAUSE) {
    if (this.stopped) return;
    this.dirty = true;
    this.page.state("due", this.words.unsaved);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  // The form itself is being sent: what it holds is the newest.
  stop() {
    clearTimeout(this.timer);
    this.stopped = true;
    this.dirty = false;
    this.form.elements.seq.value = this.seq + 1;
    window.addEventListener("pageshow", () => (this.stopped = false), { once: true });
  }

  async save() {
    if (this.busy || this.stopped) return;
    this.busy = true;
    this.seq += 1;
    const text = this.area.value;
    this.page.state("due", this.words.saving);
    try {
      const response = await fetch(this.form.dataset.save, this.request(text));
      await this.take(response, text);
    } catch {
      this.page.state("bad", this.words.offline);
      this.timer = setTimeout(() => this.save(), AGAIN);
    } finally {
      this.busy = false;
    }
  }

  request(text) {
    return {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": this.form.elements.csrf_token.value,
      },
      body: JSON.stringify({ text, base: this.form.elements.base.value, tab: this.tab, seq: this.seq }),
      redirect: "manual",
      signal: AbortSignal.timeout(20000),
    };
  }

  async take(response, text) {
    if (response.status === 503 || response.status === 429) throw new Error("busy");
    if (response.type === "opaqueredirect") {
      this.page.state("bad", this.words.signin);
      return;
    }
    const reply = await response.json().catch(() => ({}));
    if (!response.ok) {
      this.page.state("bad", reply.message || this.words.refused);
      return;
    }
    const same = this.area.value === text;
    this.page.answered(reply, same);
    if (same) {
      this.dirty = false;
      this.page.state("ok", reply.saved ? this.words.saved.replace("%(t)s", reply.saved) : this.words.same);
    } else {
      this.changed();
    }
  }
}
