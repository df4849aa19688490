// Forms in the language of the page: what a browser says about a field, and about a file, it says in its own.
const words = document.querySelector("#kata-isian")?.dataset ?? {};

function said(field) {
  const fault = field.validity;
  if (fault.valueMissing) {
    if (field.type === "file") return words.file;
    if (field.type === "checkbox") return words.tick;
    return field.type === "radio" || field.localName === "select" ? words.choose : words.missing;
  }
  if (fault.rangeUnderflow || fault.rangeOverflow) {
    return field.min && field.max ? words.range.replace("{min}", field.min).replace("{max}", field.max) : words.other;
  }
  if (fault.badInput) return field.type === "number" ? words.number : words.date;
  if (fault.stepMismatch && field.type === "number") return words.whole;
  if (fault.typeMismatch && field.type === "email") return words.email;
  return words.other;
}

document.addEventListener(
  "invalid",
  ({ target }) => {
    target.setCustomValidity("");
    if (!target.validity.valid) target.setCustomValidity(said(target) ?? "");
  },
  true,
);

// a message stays until it is taken back; of a group of radio buttons another one may hold it
function takeBack({ target }) {
  for (const field of target.form?.elements ?? []) field.setCustomValidity?.("");
}
document.addEventListener("input", takeBack, true);
document.addEventListener("change", takeBack, true);

for (const box of document.querySelectorAll(".filepick")) {
  const input = box.querySelector("input");
  const chosen = box.querySelector("[data-chosen]");
  const show = () => {
    const names = [...input.files].map((file) => file.name);
    chosen.textContent = names.join(", ") || box.dataset.none;
    input.title = chosen.textContent; // else the browser's own "no file chosen" stands here
  };
  input.addEventListener("change", show);
  show();
  box.classList.add("ready");
}
