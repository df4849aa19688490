// The routing desk: search while typing, add and remove slips by thumb or by keyboard.
import { chose, inVain, typing } from "./misses.js";

const form = document.querySelector("#jawaban");
const box = form.querySelector("#cari");
const slips = form.querySelector("[data-slips]");
const results = form.querySelector("[data-results]");
const summary = form.querySelector("[data-summary]");
const none = form.querySelector("[data-no-slips]");
const says = document.querySelector("[data-says]");
const slipTemplate = document.querySelector("template[data-slip]");
const hitTemplate = document.querySelector("template[data-hit]");
const PAUSE = 140;
let pause;
let asked = 0;

const chosen = () => new Set([...slips.querySelectorAll("[name=tujuan]")].map((input) => input.value));

function changed() {
  none.hidden = slips.children.length > 0;
  const refs = chosen();
  for (const line of results.children) {
    const is = refs.has(line.dataset.ref);
    line.querySelector(".st")?.toggleAttribute("hidden", !is);
    line.querySelector(".add")?.toggleAttribute("hidden", is);
  }
  form.dispatchEvent(new Event("change"));
}

// a restored answer holds references only: what they are called is kept beside it on this device
const NAMES = "estafet-desk-names";
const names = {};
// also what another tab has added meanwhile
function recall() {
  try {
    Object.assign(names, JSON.parse(localStorage.getItem(NAMES)));
  } catch {
    // storage is forbidden: the names of this page still stand in memory
  }
}
recall();

function remember(ref, sort, name) {
  names[ref] = [sort, name];
  try {
    localStorage.setItem(NAMES, JSON.stringify(names));
  } catch {
    // as above
  }
}

function slip(ref, sort, name) {
  const item = slipTemplate.content.firstElementChild.cloneNode(true);
  item.dataset.ref = ref;
  item.querySelector(".sort").textContent = sort;
  item.querySelector("b").textContent = name;
  item.querySelector("small").textContent = ref.startsWith("EXT.") ? says.dataset.outside : says.dataset.forward;
  item.querySelector("input").value = ref;
  const button = item.querySelector("button");
  button.setAttribute("aria-label", button.dataset.label.replace("{name}", name));
  return item;
}

function add(line) {
  const { ref } = line.dataset;
  if (chosen().has(ref)) return;
  const name = line.querySelector("b").textContent;
  remember(ref, line.querySelector(".sort").textContent, name);
  slips.append(slip(ref, line.querySelector(".sort").textContent, name));
  says.textContent = says.dataset.added.replace("{name}", name);
  chose(form, box.value.trim(), ref, [...results.children].indexOf(line));
  changed();
  box.focus();
  box.select();
}

function remove(item) {
  const name = item.querySelector("b").textContent;
  item.remove();
  says.textContent = says.dataset.removed.replace("{name}", name);
  changed();
  box.focus();
}

function mark(element, text, words) {
  element.textContent = "";
  if (!words.length) return element.append(text);
  const pattern = new RegExp(`(${words.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "i");
  text.split(pattern).forEach((piece, n) => {
    if (n % 2 === 0) return element.append(piece);
    const strong = document.createElement("mark");
    strong.textContent = piece;
    element.append(strong);
  });
}

function show(found, words) {
  const refs = chosen();
  results.textContent = "";
  results.append(
    ...found.hits.map((hit) => {
      const line = hitTemplate.content.firstElementChild.cloneNode(true);
      line.dataset.ref = hit.ref;
      line.querySelector(".sort").textContent = hit.sort;
      mark(line.querySelector("b"), hit.name, words);
      mark(line.querySelector("small"), hit.note, words);
      const button = line.querySelector(".add");
      button.setAttribute("aria-label", button.dataset.label.replace("{name}", hit.name));
      button.hidden = refs.has(hit.ref);
      line.querySelector(".st").hidden = !refs.has(hit.ref);
      return line;
    }),
  );
  if (!found.hits.length) inVain(form, box.value.trim());
  summary.textContent = found.hits.length || !box.value.trim() ? found.summary : says.dataset.none.replace("{q}", box.value.trim());
}

async function search() {
  const number = (asked += 1);
  const query = box.value.trim();
  try {
    const response = await fetch(`${form.dataset.desk}?cari=${encodeURIComponent(query)}`, { headers: { Accept: "application/json" } });
    if (response.ok && number === asked) show(await response.json(), query.split(/\s+/).filter(Boolean));
  } catch {
    // without a network the page keeps what it shows; the bar says that the connection is lost
  }
}

box.addEventListener("input", (event) => {
  event.stopPropagation(); // searching is no answer
  typing();
  clearTimeout(pause);
  pause = setTimeout(search, PAUSE);
});
box.addEventListener("change", (event) => event.stopPropagation());
const buttons = () => [...results.querySelectorAll(".add:not([hidden])")];
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") {
    event.preventDefault();
    buttons()[0]?.focus();
  } else if (event.key === "Enter") {
    event.preventDefault();
    const first = buttons()[0];
    if (first) add(first.closest("li"));
  }
});
results.addEventListener("keydown", (event) => {
  const all = buttons();
  const at = all.indexOf(document.activeElement);
  if (event.key === "Escape" || (event.key === "ArrowUp" && at <= 0)) box.focus();
  else if (event.key === "ArrowDown") all[Math.min(at + 1, all.length - 1)]?.focus();
  else if (event.key === "ArrowUp") all[at - 1]?.focus();
  else return;
  event.preventDefault();
});
results.addEventListener("click", (event) => {
  const button = event.target.closest(".add");
  if (!button) return;
  event.preventDefault();
  add(button.closest("li"));
});
slips.addEventListener("click", (event) => {
  const button = event.target.closest(".add");
  if (!button) return;
  event.preventDefault();
  remove(button.closest("li"));
});
form.addEventListener("restore", (event) => {
  const known = new Map([...slips.children].map((item) => [item.dataset.ref, item]));
  recall();
  const wanted = (event.detail.tujuan ?? []).map((ref) => known.get(ref) ?? slip(ref, ...(names[ref] ?? ["", ref])));
  slips.textContent = "";
  slips.append(...wanted);
  changed();
});
