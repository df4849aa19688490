// Offline practice: letters with their keys, which only practice letters have on this device. Nothing is sent anywhere.
const SEEN = "estafet:luring";
const SHOWN = 6;
const NOTE = 90;
const says = document.querySelector("[data-offline-says]");
const room = document.querySelector("[data-practice]");
const words = says.dataset;
const part = (name) => room.querySelector(`[data-${name}]`);
const box = document.querySelector("#cari");
let pack;
let letter;
let chosen = [];

function seen() {
  try {
    return JSON.parse(localStorage.getItem(SEEN)) || {};
  } catch (_) {
    return {};
  }
}

function remember(id, right) {
  try {
    localStorage.setItem(SEEN, JSON.stringify({ ...seen(), [id]: right }));
  } catch (_) {
    // the tally of this device is a help, no more
  }
}

// HTML that our server sanitised, as nodes; scripts of a parsed document never run.
function put(element, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  element.textContent = "";
  element.append(...parsed.body.childNodes);
}

function copy(name) {
  return document.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
}

// Letters that were not right yet come first, in the order of the file.
function next() {
  const known = seen();
  const at = pack.letters.indexOf(letter);
  const order = [...pack.letters.slice(at + 1), ...pack.letters.slice(0, at + 1)];
  show(order.find((one) => known[one.id] === undefined) || order.find((one) => !known[one.id]) || order[0]);
  part("title").focus();
}

function show(one) {
  letter = one;
  chosen = [];
  part("exempt").checked = false;
  box.value = "";
  part("title").textContent = one.title;
  put(part("stem"), one.stem);
  part("route").hidden = false;
  part("feedback").hidden = true;
  const total = pack.letters.length;
  part("count").textContent = words.count.replace("{n}", pack.letters.indexOf(one) + 1).replace("{total}", total);
  says.textContent = "";
  tally();
  slips();
  find();
}

function tally() {
  const known = Object.entries(seen()).filter(([id]) => pack.letters.some((one) => one.id === id));
  const right = known.filter((entry) => entry[1]).length;
  part("tally").textContent = known.length ? words.tally.replace("{right}", right).replace("{n}", known.length) : "";
}

function slips() {
  part("slips").textContent = "";
  for (const one of chosen) {
    const item = copy("slip");
    item.querySelector(".sort").textContent = one.sort;
    item.querySelector("b").textContent = one.name;
    const button = item.querySelector("button");
    button.setAttribute("aria-label", words.remove.replace("{name}", one.name));
    button.addEventListener("click", () => choose(chosen.filter((other) => other !== one)));
    part("slips").append(item);
  }
}

function choose(list) {
  chosen = list;
  slips();
  find();
  box.focus();
}

function find() {
  const wanted = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (one) => wanted.length && wanted.every((word) => one.words.includes(word)) && !chosen.includes(one);
  const named = (one) => wanted.some((word) => one.name.toLowerCase().includes(word));
  const hits = pack.destinations.filter(fits).sort((a, b) => named(b) - named(a)).slice(0, SHOWN);
  part("results").textContent = "";
  for (const one of hits) {
    const line = copy("line");
    line.querySelector(".sort").textContent = one.sort;
    line.querySelector("b").textContent = one.name;
    line.querySelector("small").textContent = one.note.length > NOTE ? `${one.note.slice(0, NOTE).replace(/\W+\w*$/, "")} …` : one.note;
    const button = line.querySelector("button");
    button.setAttribute("aria-label", words.add.replace("{name}", one.name));
    button.addEventListener("click", () => choose([...chosen, one]));
    part("results").append(line);
  }
  says.textContent = wanted.length && !hits.length ? words.nothing : "";
}

function line(name, text, look, state) {
  const item = copy("part");
  item.querySelector("h3").textContent = name;
  put(item.querySelector("p"), text);
  item.querySelector(".st").className = `st ${look}`;
  item.querySelector(".st > span").textContent = state;
  const icon = item.querySelector("use");
  icon.setAttribute("href", icon.getAttribute("href").replace(/#.*/, `#${{ ok: "check", bad: "x", due: "info" }[look]}`));
  part("parts").append(item);
}

function judge() {
  if (!chosen.length && !part("exempt").checked) {
    says.textContent = words.choose;
    return;
  }
  part("parts").textContent = "";
  const refs = chosen.map((one) => one.ref);
  const hit = letter.rights.filter((goal) => goal.refs.some((ref) => refs.includes(ref)));
  const rest = chosen.filter((one) => !letter.rights.some((goal) => goal.refs.includes(one.ref)));
  for (const goal of letter.rights) line(goal.name, goal.text, "ok", hit.includes(goal) ? words.right : words.missed);
  for (const one of rest) wrong(one, letter.others[one.ref]);
  const ticked = part("exempt").checked;
  if (ticked || letter.exempt) tick(ticked);
  const whole = hit.length === letter.rights.length && !rest.length && ticked === letter.exempt;
  part("verdict").textContent = whole ? words.whole : hit.length ? words.part : words.wrong;
  put(part("law"), letter.law);
  remember(letter.id, whole);
  part("route").hidden = true;
  part("feedback").hidden = false;
  says.textContent = "";
  tally();
  part("verdict").focus();
}

function wrong(one, known) {
  const scope = document.createElement("span");
  scope.textContent = one.note ? words.scope.replace("{text}", one.note) : "";
  const half = known && known.state === "half";
  line(one.name, (known && known.text) || scope.outerHTML, half ? "due" : "bad", half ? words.half : words.wrong);
}

function tick(ticked) {
  const right = ticked === letter.exempt;
  const text = right ? words.exemptRight : ticked ? words.exemptWrong : words.exemptMissed;
  line(text, "", right ? "ok" : "bad", right ? words.right : words.wrong);
}

async function begin() {
  try {
    const response = await fetch(words.data, { headers: { Accept: "application/json" }, redirect: "manual" });
    pack = await response.json();
  } catch (_) {
    says.textContent = words.failed;
    return;
  }
  if (!pack.letters.length) {
    says.textContent = words.none;
    return;
  }
  room.hidden = false;
  next();
}

box.addEventListener("input", find);
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const first = part("results").querySelector("button");
  if (first) first.click();
});
part("route").addEventListener("submit", (event) => {
  event.preventDefault();
  delete event.target.dataset.sent;
  judge();
});
part("next").addEventListener("click", next);
begin();
