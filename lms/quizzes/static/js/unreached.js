// In place of a page of an attempt that the network did not bring: what this device holds of it, and back when it can.
import { Queue, tokens } from "./queue.js";
import { offer, rescueFile } from "./rescue.js";
import { ask } from "./wire.js";

const EVERY = 10000;
const main = document.querySelector("[data-unreached]");
const words = main.dataset;
const part = (name) => main.querySelector(`[data-${name}]`);
const [base, id] = location.pathname.match(/^\/kuis\/percobaan\/(\d+)/) || ["/kuis", ""];
// a form that did not get through is not sent again: what stood in it waits in the queue
const target = /\/(soal|surat)\/\d+$|\/(tinjau|hasil)$/.test(location.pathname) ? location.href : base;
const entries = (queue) => [...queue.all(), ...queue.allHeld()];
const held = [...tokens()].map((token) => new Queue(token)).find((queue) => entries(queue).some((one) => one[1].attempt === Number(id)));

function show() {
  const n = held ? entries(held).length : 0;
  part("kept").textContent = n ? words.held.replace("{n}", n) : words.nothing;
  part("rescue").hidden = !n;
}

let asking = false;
async function back(said) {
  if (asking) return;
  asking = true;
  if (said) part("says").textContent = words.asking;
  const answer = await ask(id ? `${base}/sisa` : "/healthz");
  asking = false;
  if (answer.kind !== "offline" && answer.kind !== "busy") return location.replace(target);
  if (said) part("says").textContent = words.still;
}

part("retry").addEventListener("click", () => back(true));
part("rescue").addEventListener("click", () => {
  const { title } = entries(held)[0][1];
  offer(rescueFile(held, { attempt: id, token: held.token, title }));
});
addEventListener("online", () => back(false));
setInterval(() => back(false), EVERY);
show();
