// Keeps each answer the moment it is given. Without it, answers are kept when the reader goes on.
"use strict";
for (const form of document.querySelectorAll("[data-answers]")) {
  const status = form.querySelector("[data-saved]");
  let changed = false;
  let keeping = null;
  const keep = async () => {
    while (changed) {
      changed = false;
      const answers = new FormData(form);
      answers.set("go", "keep");
      try {
        const answer = await fetch(form.action, { method: "POST", body: answers, signal: AbortSignal.timeout(5000) });
        status.textContent = answer.status === 204 ? status.dataset.saved : status.dataset.unsaved;
      } catch {
        status.textContent = status.dataset.unsaved;
      }
    }
    keeping = null;
  };
  form.addEventListener("change", () => {
    changed = true;
    keeping ??= keep();
  });
  // An answer on its way must not arrive after the one that the form itself carries: wait for it, then go on.
  form.addEventListener("submit", (event) => {
    if (!keeping) return;
    event.preventDefault();
    const pressed = event.submitter;
    changed = false;
    keeping.then(() => form.requestSubmit(pressed));
  });
}
