// The main menu of a narrow screen: bring the present entry into view, and show on which side there is more.
const nav = document.querySelector(".nav");

function more() {
  const left = Math.round(nav.scrollLeft);
  nav.classList.toggle("more-before", left > 1);
  nav.classList.toggle("more-after", left + nav.clientWidth < nav.scrollWidth - 1);
}

if (nav) {
  const current = nav.querySelector("[aria-current]");
  if (current && nav.scrollWidth > nav.clientWidth) {
    const at = current.getBoundingClientRect();
    const box = nav.getBoundingClientRect();
    nav.scrollLeft += at.left + at.width / 2 - (box.left + box.width / 2);
  }
  nav.addEventListener("scroll", more, { passive: true });
  new ResizeObserver(more).observe(nav);
  more();
}
