/* Time limits at the bench count down from what the server said; without script they stay at that. */
"use strict";

for (const limit of document.querySelectorAll("[data-left]")) {
  const began = performance.now();
  const seconds = Number(limit.dataset.left);
  const words = limit.querySelector(".left");
  const tick = () => {
    const left = seconds - (performance.now() - began) / 1000;
    const minutes = Math.max(left < 0 ? 1 : 0, Math.ceil(Math.abs(left) / 60));
    words.textContent = (left < 0 ? limit.dataset.over : limit.dataset.words).replace("0", String(minutes));
    if (left < 0) {
      limit.classList.remove("is-ready");
      limit.classList.add(limit.dataset.then);
    }
    setTimeout(tick, 5000);
  };
  tick();
}
