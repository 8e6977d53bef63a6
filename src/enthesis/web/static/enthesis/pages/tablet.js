// A tablet of the clinic locks itself when nobody touches it, and shows nothing that the browser kept. Whoever
// reads on for long is told to the server, which locks by its own clock, too.
"use strict";
{
  const { locksAfter, lock } = document.currentScript.dataset;
  let waiting;
  let told = Date.now();
  const wait = () => {
    clearTimeout(waiting);
    if (Date.now() > told + 60_000) {
      told = Date.now();
      fetch(location.href, { method: "HEAD" }).catch(() => {});
    }
    waiting = setTimeout(() => location.replace(lock), Number(locksAfter) * 60_000);
  };
  for (const touch of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(touch, wait, { passive: true });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  wait();
}
