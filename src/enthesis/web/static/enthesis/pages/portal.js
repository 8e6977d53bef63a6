// Keeps each answer the moment it is given. Without it, answers are kept when the reader goes on.
"use strict";
for (const form of document.querySelectorAll("[data-answers]")) {
  const status = form.querySelector("[data-saved]");
  let last = Promise.resolve();
  form.addEventListener("change", () => {
    const answers = new FormData(form);
    answers.set("go", "keep");
    last = last.then(async () => {
      try {
        const answer = await fetch(form.action, { method: "POST", body: answers });
        status.textContent = answer.status === 204 ? status.dataset.saved : status.dataset.unsaved;
      } catch {
        status.textContent = status.dataset.unsaved;
      }
    });
  });
}
