// The one place that decides what is true now about the answers of an open attempt, and says it on the page.

// facts: dirty, ended, closed, refused, late and savedAt of the page, as they stand when it is called.
export function teller({ root, bar, queue, sender, facts }) {
  return () => {
    const n = queue.size;
    const values = { n, at: facts.savedAt, why: facts.refused, ended: facts.ended, out: sender.trouble === "out" };
    bar.show(stateOf({ n, queue, sender, facts }), values);
    const waits = root.querySelector("[data-waits]");
    if (!waits) return;
    waits.hidden = n === 0;
    waits.querySelector("span").textContent = waits.dataset.waits.replace("{n}", n);
    for (const all of root.querySelectorAll("[data-all-saved]")) all.hidden = n > 0;
  };
}

function stateOf({ n, queue, sender, facts }) {
  if (facts.refused) return "refused";
  if (n && sender.trouble && queue.loose) return "loose";
  if (n && (sender.trouble === "out" || sender.trouble === "stranger")) return sender.trouble;
  if (n && sender.trouble) return "waiting";
  if (n || facts.dirty) return "unsaved";
  if (facts.late) return "late";
  return facts.savedAt ? "saved" : "none";
}

// The session's token against forged requests, the same one in every form of the page.
export function tokenOf(finish) {
  return {
    get value() {
      return finish.elements.csrf_token.value;
    },
    set value(text) {
      for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = text;
    },
  };
}
