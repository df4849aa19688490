// Remembers where the reader is: marks the heading in the contents and tells the server, seldom and quietly.
const lesson = document.querySelector("[data-reading]");
const links = new Map(
  [...document.querySelectorAll(".toc a[href^='#']")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
);
const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
const QUIET = 2500;

let sent = "";
let timer = 0;

function current() {
  const line = window.innerHeight / 3;
  return headings.filter((heading) => heading.getBoundingClientRect().top <= line).at(-1)?.id ?? "";
}

function percent() {
  const box = lesson.getBoundingClientRect();
  if (box.height === 0) return 0;
  return Math.round(Math.min(1, Math.max(0, (window.innerHeight - box.top) / box.height)) * 100);
}

function mark(place) {
  for (const [id, link] of links) {
    if (id === place) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

function tell() {
  if (!lesson.dataset.place) return;
  const form = new URLSearchParams({ tempat: current(), persen: percent(), csrf_token: lesson.dataset.csrf });
  const state = form.toString();
  if (state === sent) return;
  sent = state;
  // a bookmark that is lost costs a scroll: no retry, no message
  fetch(lesson.dataset.place, { method: "POST", body: form, keepalive: true, credentials: "same-origin" }).catch(() => {
    sent = "";
  });
}

function moved() {
  mark(current());
  clearTimeout(timer);
  timer = setTimeout(tell, QUIET);
}

if (lesson) {
  mark(current());
  window.addEventListener("scroll", moved, { passive: true });
  window.addEventListener("resize", moved, { passive: true });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") tell();
  });
}
