// An open attempt: every change is saved within half a second, the bar says what is stored and what is not.
import { Clock } from "./clock.js";
import { enhance, fieldsOf, restore } from "./fields.js";
import { Queue } from "./queue.js";
import { Sender } from "./sender.js";

const PAUSE = 350; // after the last key; a choice is sent at once
const form = document.querySelector("#jawaban");
const finish = document.querySelector("#selesai");
const bar = document.querySelector("[data-state]");
const anchor = form ?? finish;
const queue = new Queue(anchor.dataset.attempt);
const here = form?.dataset.number;
let seq = Number(form?.dataset.seq ?? 0);
let last = form ? JSON.stringify(fieldsOf(form)) : "";
let pending;
let leaving = false;

function show(state, text) {
  if (!bar) return;
  bar.className = `st ${state}`;
  bar.querySelector("[data-state-text]").textContent = text;
}

const sender = new Sender({
  queue,
  csrf: anchor.querySelector('[name="csrf_token"]'),
  leftUrl: anchor.dataset.left,
  urlOf: (number) => (form ? form.dataset.save : finish.action).replace(/\/(soal\/\d+\/simpan|serahkan)$/, `/soal/${number}/simpan`),
  on: {
    saved(number, entry, body) {
      clock?.set(body.remaining);
      if (number !== here) return;
      if (!queue.size) show("ok", bar.dataset.saved.replace("{at}", body.saved_at));
      ask(body.ask);
    },
    refused(_number, _entry, body) {
      show("bad", body.message ?? bar?.dataset.unsaved ?? "");
    },
    offline(count) {
      show("due", bar?.dataset.offline.replace("{n}", count) ?? "");
      waiting();
    },
    signedOut() {
      show("bad", bar?.dataset.signedOut ?? "");
    },
    idle: waiting,
  },
});

function ask(text) {
  const line = form?.querySelector("[data-ask]");
  if (!line) return;
  line.hidden = !text;
  line.querySelector("span").textContent = text ?? "";
}

function store() {
  clearTimeout(pending);
  if (!form) return;
  const fields = fieldsOf(form);
  const text = JSON.stringify(fields);
  if (text === last) return;
  last = text;
  seq += 1;
  form.elements.seq.value = seq;
  queue.put(here, { seq, fields });
  show("due", bar.dataset.unsaved);
  sender.kick();
}

function changed(wait) {
  clearTimeout(pending);
  pending = setTimeout(store, wait);
}

// What was not sent before a reload stands in the form again, marked as unsaved, and is sent now.
function resume() {
  const entry = form && queue.get(here);
  if (entry && entry.seq > seq) {
    restore(form, entry.fields);
    last = JSON.stringify(entry.fields);
    seq = entry.seq;
    form.elements.seq.value = seq;
    show("due", bar.dataset.unsaved);
  } else if (entry) {
    queue.drop(here, entry.seq);
  }
  if (queue.size) sender.kick();
}

// The review page hands in only when nothing waits on this device.
function waiting() {
  const line = document.querySelector("[data-waiting]");
  if (!line) return;
  line.hidden = !queue.size;
  line.querySelector("span").textContent = line.dataset.waits.replace("{n}", queue.size);
}

const clockElement = document.querySelector(".timer");
const clock = clockElement
  ? new Clock(clockElement, document.querySelector("[data-clock-says]"), async () => {
      store();
      for (let n = 0; n < 20 && queue.size; n += 1) await new Promise((done) => setTimeout(done, 500));
      leaving = true;
      HTMLFormElement.prototype.submit.call(finish);
    })
  : null;

if (form) {
  enhance(form, () => changed(0));
  form.addEventListener("input", (event) => changed(event.target.matches("[type=text], [type=number], textarea, input:not([type])") ? PAUSE : 0));
  form.addEventListener("change", () => changed(0));
  form.addEventListener("submit", (event) => {
    const saved = form.elements.seq.value;
    if (JSON.stringify(fieldsOf(form)) !== last) form.elements.seq.value = seq + 1;
    else if (seq > 0) form.elements.seq.value = seq;
    if (!navigator.onLine) {
      event.preventDefault();
      form.elements.seq.value = saved;
      delete form.dataset.sent;
      store();
      show("due", bar.dataset.offline.replace("{n}", queue.size));
      return;
    }
    leaving = true;
    queue.drop(here, seq);
  });
}
finish?.addEventListener("submit", (event) => {
  if (leaving || !queue.size || !finish.matches("[data-hand-in]")) return;
  event.preventDefault();
  delete finish.dataset.sent;
  waiting();
  sender.kick();
});
addEventListener("beforeunload", (event) => {
  store();
  if (!leaving && queue.size && !navigator.onLine) event.preventDefault();
});
document.addEventListener("visibilitychange", async () => {
  if (document.hidden) return store();
  const state = await sender.left();
  if (state) clock?.set(state.remaining);
  if (state && state.state !== "open") location.reload();
});
resume();
waiting();
