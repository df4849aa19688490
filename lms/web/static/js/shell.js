// Small help for every page: ask before an act that cannot be undone, and refuse the second click of a double click.
import "./forms.js";
import "./nav.js";

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    const question = form.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    // a page that comes back from the history must be usable again
    window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
    setTimeout(() => delete form.dataset.sent, 4000);
  });
}
