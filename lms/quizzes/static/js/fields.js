// The fields of an answer: reading them, putting them back, and small help for steps and choices.
const NAMES = /^(jawab|teks|tujuan|kecualikan|urut-.+|pasang-.+)$/;

export function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (NAMES.test(name) && value !== "") fields[name] = [...(fields[name] || []), value];
  }
  return fields;
}

// Slips of the routing desk are put back by the desk itself, which knows their names.
export function restore(form, fields) {
  for (const element of form.elements) {
    if (!NAMES.test(element.name) || element.name === "tujuan") continue;
    const values = fields[element.name] ?? [];
    if (element.matches("[type=radio], [type=checkbox]")) element.checked = values.includes(element.value);
    else element.value = values[0] ?? "";
  }
  form.dispatchEvent(new CustomEvent("restore", { detail: fields }));
}

export function enhance(form, changed) {
  const clear = form.querySelector("[data-clear]");
  if (clear) {
    const update = () => {
      clear.hidden = !form.querySelector("[name=jawab]:checked");
    };
    form.addEventListener("change", update);
    clear.addEventListener("click", () => {
      for (const input of form.querySelectorAll("[name=jawab]")) input.checked = false;
      update();
      changed();
    });
    update();
  }
  const list = form.querySelector("[data-ordering]");
  if (list) order(list, form.querySelector("[data-moves-say]"), changed);
}

// Moving a step numbers all of them, so that the order on the page is the answer.
function order(list, says, changed) {
  for (const button of list.querySelectorAll("[data-move]")) button.hidden = false;
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const item = button.closest("li");
    const other = button.dataset.move === "1" ? item.nextElementSibling : item.previousElementSibling;
    if (other) button.dataset.move === "1" ? other.after(item) : other.before(item);
    [...list.children].forEach((li, n) => {
      li.querySelector(".place").value = n + 1;
    });
    button.focus();
    const place = [...list.children].indexOf(item) + 1;
    says.textContent = list.dataset.moved.replace("{n}", place).replace("{total}", list.children.length);
    changed();
  });
}
