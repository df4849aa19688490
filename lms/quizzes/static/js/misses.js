// Counts searches in vain for the trainers who look after the words: the words and the day, no person.
const WAIT = 1500;
const told = new Set();
let timer;

function tell(form, query, ref) {
  const key = `${ref} ${query.toLowerCase()}`;
  if (!query || told.has(key)) return;
  told.add(key);
  const body = new FormData();
  body.append("csrf_token", form.querySelector("[name=csrf_token]").value);
  body.append("cari", query);
  body.append("tujuan", ref);
  fetch(`${form.dataset.desk}/catat`, { method: "POST", body, keepalive: true }).catch(() => {}); // only a count is lost
}

// nothing was found, and the officer does not go on typing
export function inVain(form, query) {
  clearTimeout(timer);
  timer = setTimeout(() => tell(form, query, ""), WAIT);
}

export function typing() {
  clearTimeout(timer);
}

// something was chosen; the server knows whether it stood far down
export function chose(form, query, ref, place) {
  clearTimeout(timer);
  if (place >= 3) tell(form, query, ref);
}
