/* Without a connection nothing at the bench is authorised: it is said at once, and no form is sent.

   Noticed by the browser's own event, by a heartbeat that no cache answers, and before each send. */
"use strict";

(() => {
  const banner = document.getElementById("offline");
  const back = document.getElementById("offline-back");
  const BEAT_MS = 4000;
  const LONGEST_MS = 3000;
  let isOffline = false;

  async function isThere() {
    if (!navigator.onLine) return false;
    try {
      const answer = await fetch(`${banner.dataset.probe}?${Date.now()}`,
        { method: "HEAD", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(LONGEST_MS) });
      return answer.ok;
    } catch {
      return false;
    }
  }

  const buttons = () => document.querySelectorAll(".bench-form button:not([type=button])");

  function show(offline) {
    if (offline === isOffline) return;
    isOffline = offline;
    banner.hidden = !offline;
    back.hidden = offline;
    back.textContent = offline ? "" : back.dataset.words;
    for (const button of buttons()) {
      button.disabled = offline;
      if (offline) button.setAttribute("aria-describedby", "offline-title");
      else button.removeAttribute("aria-describedby");
    }
    if (offline) banner.scrollIntoView({ block: "start" });
  }

  const beat = async () => show(!(await isThere()));

  /** A form leaves this page only to a server that answers, so that nothing typed is lost. */
  function onSubmit(event) {
    const form = event.target;
    if (!form.matches(".bench-form") || form.dataset.sure) return;
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.asking) return;
    form.dataset.asking = "yes";
    const { submitter } = event;
    isThere().then((there) => {
      delete form.dataset.asking;
      show(!there);
      if (!there) return;
      form.dataset.sure = "yes";
      form.requestSubmit(submitter);
      delete form.dataset.sure;
    });
  }

  document.addEventListener("submit", onSubmit, true);
  window.addEventListener("offline", () => show(true));
  window.addEventListener("online", beat);
  setInterval(beat, BEAT_MS);
  beat();
})();
