/* A facet that is pressed ticks the box of its tendon: the boxes hold the value, the drawing follows them. */
"use strict";

function boxOf(place) {
  const boxes = document.querySelectorAll(`input[type=checkbox][name="${place.dataset.ticks}"]`);
  return [...boxes].find((box) => box.value === place.dataset.value);
}

document.addEventListener("click", (event) => {
  const place = event.target.closest("[data-ticks]");
  const box = place && boxOf(place);
  if (box) box.click();
});

/** The facet of the box that has the focus is outlined. */
function outlineNear() {
  for (const place of document.querySelectorAll(".facet-hit")) {
    place.classList.toggle("is-near", boxOf(place) === document.activeElement);
  }
}

document.addEventListener("focusin", outlineNear);
document.addEventListener("htmx:afterSettle", outlineNear);
