// Keeps the counts of the progress page fresh; without it, reloading the page does the same.
const place = document.querySelector("[data-progress]");

const show = (found) => {
  place.querySelector("[data-issued]").textContent = found.issued;
  const total = place.querySelector("[data-total]");
  total.textContent = total.dataset.total.replace("{n}", found.total);
  const bar = place.querySelector("progress");
  bar.max = found.total || 1;
  bar.value = found.issued;
  const words = place.querySelector("[data-words]");
  const waiting = found.paused ? words.dataset.paused : words.dataset.words;
  words.textContent = found.done ? words.dataset.finished : waiting.replace("{n}", found.waiting);
};

const look = async (pause) => {
  await new Promise((resolve) => setTimeout(resolve, pause));
  try {
    const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const found = await answer.json();
    show(found);
    if (found.done) {
      location.reload(); // the list below shows the states and the faults
      return;
    }
    look(found.paused ? 5000 : 1000);
  } catch {
    look(5000); // the network is away; the printing goes on
  }
};

if (place && !place.dataset.done) look(800);
