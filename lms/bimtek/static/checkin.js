// Renews the code on the check-in screen; without this script the page reloads itself.
const board = document.querySelector("[data-checkin]");
const picture = board.querySelector("[data-picture]");
const code = board.querySelector("[data-code]");
const count = board.querySelector("[data-count]");
const RETRY_SECONDS = 3;
const LOOK_SECONDS = 5;

async function renew() {
  let wait = RETRY_SECONDS;
  try {
    const answer = await fetch(board.dataset.checkin, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.redirected || answer.status === 403) return location.reload();
    if (answer.ok) {
      const shown = await answer.json();
      if (!shown.open) return location.reload();
      if (code.textContent !== shown.code) {
        code.textContent = shown.code;
        picture.src = shown.picture;
      }
      if (count.textContent !== shown.count) count.textContent = shown.count;
      // look often enough to show who arrived, and right after the code has changed
      wait = Math.min(LOOK_SECONDS, shown.seconds) + 0.2;
    }
  } catch {
    // the room's network hiccups; the old code still works for one more window
  }
  setTimeout(renew, wait * 1000);
}

setTimeout(renew, Math.min(LOOK_SECONDS, Number(board.dataset.seconds)) * 1000 + 200);
