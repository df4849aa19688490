// The rescue file: everything that this device still holds of an attempt, to be handed in on another one.
import { now } from "./servertime.js";

export function rescueFile(queue, { attempt, token, title }) {
  const answers = [...queue.allHeld(), ...queue.all()].map(([number, entry]) => ({
    number: Number(number),
    seq: entry.seq,
    fields: entry.fields,
    typed_at: entry.at,
  }));
  return { estafet: "berkas-penyelamat", version: 1, attempt: Number(attempt), token, title, made_at: now().toISOString(), answers };
}

export function offer(file) {
  const blob = new Blob([`${JSON.stringify(file, null, 1)}\n`], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `penyelamat-${file.attempt}-${file.made_at.slice(0, 16).replace(/\D/g, "")}.json`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
