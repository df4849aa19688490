// The editor: numbered lines that follow the text, autosave that says the truth, marks, jumps and repairs.
import { Saver } from "./saver.js";

const form = document.getElementById("naskah");
const area = document.getElementById("src");

if (form && area) start();

function start() {
  const layer = area.parentElement.querySelector("ol");
  const status = document.getElementById("keadaan");
  const key = `studio:${form.dataset.path}`;
  const saver = new Saver(form, area, { answered, state });
  let lines = area.value.split("\n");

  area.addEventListener("input", () => {
    follow();
    remember();
    saver.changed();
  });
  document.getElementById("masalah").addEventListener("click", onProblem);
  document.getElementById("pulihkan").addEventListener("click", onRecover);
  form.addEventListener("submit", () => {
    saver.stop();
    forget();
  });
  window.addEventListener("beforeunload", (event) => {
    if (saver.dirty) event.preventDefault();
  });
  offer();

  // Only the lines that differ are touched, so marks stay with the lines they belong to.
  function follow() {
    const now = area.value.split("\n");
    let head = 0;
    while (head < now.length && head < lines.length && now[head] === lines[head]) head += 1;
    let tail = 0;
    const most = Math.min(now.length, lines.length) - head;
    while (tail < most && now[now.length - 1 - tail] === lines[lines.length - 1 - tail]) tail += 1;
    const old = lines.length - tail - head;
    const fresh = now.slice(head, now.length - tail);
    for (let i = 0; i < Math.max(old, fresh.length); i += 1) {
      const item = layer.children[head + i];
      if (i >= fresh.length) layer.children[head + fresh.length].remove();
      else if (i < old) item.textContent = fresh[i];
      else layer.insertBefore(lineOf(fresh[i]), item ?? null);
    }
    lines = now;
  }

  function lineOf(text) {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }

  function mark(marks) {
    for (const item of layer.querySelectorAll("li[class]")) {
      item.removeAttribute("class");
      item.removeAttribute("id");
      item.textContent = item.textContent;
    }
    for (const one of [...marks].sort((a, b) => (a.kind < b.kind ? 1 : -1))) {
      const item = layer.children[one.line - 1];
      if (!item) continue;
      const text = item.textContent;
      item.className = one.kind;
      item.id = `b${one.line}`;
      const from = one.column - 1;
      const range = document.createElement("mark");
      range.textContent = text.slice(from, from + one.length);
      item.replaceChildren(text.slice(0, from), range, text.slice(from + one.length));
    }
  }

  function answered(reply, stillSame) {
    form.elements.base.value = reply.version;
    form.elements.seen.value = reply.seen;
    form.querySelector(".tree [aria-current]").innerHTML = reply.leaf;
    document.getElementById("hitungan").innerHTML = reply.counts;
    document.getElementById("pratinjau").innerHTML = reply.preview;
    document.getElementById("rencana").innerHTML = reply.plan;
    document.getElementById("terbit").disabled = !reply.ready;
    document.getElementById("belum").hidden = reply.ready;
    if (!stillSame) return; // places in an older text would mislead
    document.getElementById("masalah").innerHTML = reply.problems;
    mark(reply.marks);
    forget();
  }

  function state(kind, words) {
    status.className = `st ${kind}`;
    status.querySelector("span").textContent = words;
  }

  function onProblem(event) {
    const fix = event.target.closest("button[name=fix]");
    const jump = event.target.closest("a[data-line]");
    if (fix) {
      event.preventDefault();
      repair(fix.value);
    } else if (jump) {
      event.preventDefault();
      select(Number(jump.dataset.line), Number(jump.dataset.column), Number(jump.dataset.length));
    }
  }

  function offset(line, column) {
    return lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  }

  function select(line, column, length) {
    const from = offset(line, column);
    area.focus({ preventScroll: true });
    area.setSelectionRange(from, from + length);
    layer.children[line - 1]?.scrollIntoView({ block: "center" });
  }

  function repair(value) {
    const found = /^(\d+):(\d+):(\d+):([^]*)$/.exec(value);
    if (!found) return;
    const [line, column, length] = found.slice(1, 4).map(Number);
    const [old, text] = [found[4].slice(0, length), found[4].slice(length)];
    const from = offset(line, column);
    if (area.value.slice(from, from + length) !== old) {
      saver.changed();
      return;
    }
    area.focus({ preventScroll: true });
    area.setRangeText(text, from, from + length, "end");
    follow();
    remember();
    saver.changed(0);
  }

  // A copy in the browser survives a lost connection, a closed tab and a flat battery.
  function remember() {
    try {
      localStorage.setItem(key, JSON.stringify({ text: area.value, base: form.elements.base.value }));
    } catch {
      // storage may be full or forbidden; the state line says what is saved on the server
    }
  }

  function forget() {
    localStorage.removeItem(key);
  }

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return null;
    }
  }

  function offer() {
    const copy = kept();
    if (!copy || copy.text === area.value) forget();
    else document.getElementById("pulihkan").hidden = false;
  }

  function onRecover(event) {
    const wanted = event.target.closest("button")?.dataset.do;
    if (!wanted) return;
    const copy = kept();
    document.getElementById("pulihkan").hidden = true;
    if (wanted === "forget" || !copy) {
      forget();
      return;
    }
    area.value = copy.text;
    follow();
    saver.changed(0);
  }
}
