// An open attempt: what is typed stands on this device at once and on the server within half a second, and the bar
// says which of the two is true.
import { Again } from "./again.js";
import { Bar, timeOf } from "./bar.js";
import { Clock } from "./clock.js";
import { enhance, fieldsOf, restore } from "./fields.js";
import { Leaving } from "./leaving.js";
import { Queue } from "./queue.js";
import { offer, rescueFile } from "./rescue.js";
import { pause, Sender } from "./sender.js";
import { teller, tokenOf } from "./telling.js";

const PAUSE = 350; // after the last key; a choice is stored at once
const MOST = 450; // after the first key that is not stored yet, while somebody goes on typing
const EVERY = 120000; // how often the server is asked for the time that is left
const OTHERS = 3000; // how long another tab may take to send what it stored
const form = document.querySelector("#jawaban");
const finish = document.querySelector("#selesai");
const { attempt, token, title, base } = finish.dataset;
const root = document.querySelector("#isi");
const here = form ? form.dataset.number : null;
const queue = new Queue(token, { attempt: Number(attempt), title });
const bar = new Bar(root);
const facts = { dirty: false, ended: false, closed: false, refused: "", late: 0, savedAt: "" };
let last = form ? JSON.stringify(fieldsOf(form)) : "";
let shown = form ? Number(form.dataset.seq) : 0; // the number of what stands in the form
let pending;
let since = null; // when the first change was made that is not stored yet

const csrf = tokenOf(finish);

const sender = new Sender({
  queue,
  csrf,
  base,
  on: {
    saved(number, _entry, body) {
      facts.savedAt = timeOf(body.saved_at, bar.words.zone, document.documentElement.lang) || facts.savedAt;
      if (clock) clock.set(body.remaining);
      if (number === here) asksBack(body.ask);
      tell();
    },
    older(number, entry) {
      queue.note(number, entry.seq);
      if (number === here) facts.refused = bar.words.older;
      tell();
    },
    late() {
      facts.late += 1;
      tell();
    },
    refused(_number, _entry, message) {
      facts.refused = message;
      tell();
    },
    trouble(kind) {
      if (kind === "out") again.open();
      tell();
    },
    clear() {
      tell();
      if (facts.closed) leaving.go(`${base}/hasil`);
      else if (facts.late) sync();
    },
  },
});

const tell = teller({ root, bar, queue, sender, facts });

const again = new Again(root.querySelector("[data-again]"), {
  base,
  token,
  onDone(fresh) {
    csrf.value = fresh;
    sender.trouble = null;
    tell();
    sender.kick();
  },
});

function asksBack(text) {
  const line = form && form.querySelector("[data-ask]");
  if (!line) return;
  line.hidden = !text;
  line.querySelector("span").textContent = text || "";
}

// What stands in the form goes into the queue, and to the server. After the time nothing is taken any more.
function store() {
  settle();
  if (!form || facts.ended) return;
  const fields = fieldsOf(form);
  const text = JSON.stringify(fields);
  if (text === last) return tell();
  last = text;
  facts.refused = "";
  shown = form.elements.seq.value = queue.put(here, fields).seq;
  tell();
  sender.kick();
}

function changed(wait) {
  const now = performance.now();
  since = since === null ? now : since;
  clearTimeout(pending);
  facts.dirty = JSON.stringify(fieldsOf(form)) !== last;
  pending = setTimeout(store, Math.max(0, Math.min(wait, since + MOST - now)));
  tell();
}

function settle() {
  clearTimeout(pending);
  since = null;
  facts.dirty = false;
}

// An answer from this device, sent or not, takes the place of what stands in the form.
function show(entry) {
  restore(form, entry.fields);
  last = JSON.stringify(entry.fields);
  settle();
  queue.note(here, entry.seq);
  shown = form.elements.seq.value = entry.seq;
}

// The page may have been made just before the answer arrived that another page of this browser sent.
function isReload() {
  return performance.getEntriesByType("navigation").some((entry) => entry.type === "reload");
}

// What was not sent before a reload stands in the form again, marked as unsaved, and is sent now.
function resume() {
  if (form) {
    queue.note(here, shown);
    const entry = queue.get(here);
    if (entry && entry.seq > shown) show(entry);
    else if (entry) queue.drop(here, entry.seq);
    else if (queue.known(here) > shown && !isReload()) return location.reload();
    if (bar.text && bar.element.classList.contains("ok")) facts.savedAt = bar.element.dataset.at;
  }
  tell();
  if (queue.size) sender.kick();
}

// Another tab of this attempt stored an answer, or was told that one is stored.
addEventListener("storage", (event) => {
  const number = queue.numberOf(event.key);
  if (number === null) return;
  const entry = event.newValue && JSON.parse(event.newValue);
  if (entry) {
    queue.superseded(number, entry.seq);
    if (form && number === here && entry.seq > shown) show(entry);
    setTimeout(() => queue.size && sender.kick(), OTHERS);
  } else if (queue.size) sender.kick();
  tell();
});

function lock(locked) {
  facts.ended = locked;
  if (form) for (const element of form.elements) if (element.name !== "csrf_token") element.disabled = locked;
}

// The time is over: what was typed until now is kept and sent; then the server closes the attempt by its own rule.
// Without a network this is tried until there is one.
async function timeIsUp() {
  if (facts.ended || leaving.going) return;
  store();
  lock(true);
  tell();
  while (facts.ended && !leaving.going) {
    const clear = await sender.flush(20000);
    tell();
    if (facts.ended && clear && (await atTheEnd())) return;
    await pause(3000);
  }
}

// More time may have been given meanwhile; only the server knows.
async function atTheEnd() {
  const state = await sender.left();
  if (state.kind === "out") again.open();
  if (state.kind !== "ok") return false;
  if (state.body.state === "open" && state.body.remaining > 0) moreTime(state.body.remaining);
  else leaving.handIn();
  return true;
}

function moreTime(seconds) {
  clock.set(seconds);
  lock(false);
  tell();
}

const leaving = new Leaving({ form, finish, queue, sender, base, store, tell, ended: () => facts.ended });
const face = document.querySelector(".timer");
const clock = face ? new Clock(face, document.querySelector("[data-clock-says]"), { onEnd: timeIsUp, onDoubt: sync }) : null;

// The server's time and state; a page that was asleep or offline learns here what happened meanwhile.
async function sync() {
  if (document.hidden || leaving.going) return;
  const state = await sender.left();
  if (state.kind === "out") return again.open();
  if (state.kind !== "ok") return;
  if (clock) clock.set(state.body.remaining);
  if (facts.ended && state.body.state === "open" && state.body.remaining > 0) moreTime(state.body.remaining);
  if (state.body.state !== "open" && !facts.closed) {
    store();
    facts.closed = true;
    sender.kick();
  }
  tell();
}

if (form) {
  const typed = "[type=text], [type=number], textarea, input:not([type])";
  enhance(form, () => changed(0));
  form.addEventListener("input", (event) => changed(event.target.matches(typed) ? PAUSE : 0));
  form.addEventListener("change", () => changed(0));
}
root.querySelector("[data-rescue]").addEventListener("click", () => offer(rescueFile(queue, { attempt, token, title })));
root.querySelector("[data-again-open]").addEventListener("click", () => again.open(true));
addEventListener("beforeunload", (event) => {
  store();
  if (leaving.going || !queue.size || !(queue.loose || sender.trouble || !navigator.onLine)) return;
  event.preventDefault();
  event.returnValue = "";
});
addEventListener("pagehide", store);
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
document.addEventListener("visibilitychange", () => (document.hidden ? store() : sync()));
addEventListener("online", sync);
setInterval(sync, EVERY);
resume();
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/kuis/percobaan/pekerja.js").catch(() => {});
