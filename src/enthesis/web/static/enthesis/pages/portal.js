// Keeps each answer the moment it is given, and draws a line beside a number to enter. Without it, answers are
// kept when the reader goes on, and numbers are typed.
"use strict";
for (const part of document.querySelectorAll("[data-on-line]")) {
  const number = part.querySelector("input[type=text]");
  const line = part.querySelector("input[type=range]");
  const moot = part.querySelector("input[type=checkbox]");
  const show = () => {
    const isUnset = number.value === "";
    line.classList.toggle("is-unset", isUnset);
    if (isUnset) line.setAttribute("aria-valuetext", part.dataset.onLine);
    else {
      line.removeAttribute("aria-valuetext");
      line.value = number.value;
      if (moot) moot.checked = false;
    }
  };
  line.hidden = false;
  line.addEventListener("input", () => {
    number.value = line.value;
    show();
  });
  // The middle is where an untouched line stands: a click there moves nothing and is an answer all the same.
  line.addEventListener("click", () => {
    if (number.value !== "") return;
    number.value = line.value;
    show();
    number.dispatchEvent(new Event("change", { bubbles: true }));
  });
  number.addEventListener("input", show);
  moot?.addEventListener("change", () => {
    if (moot.checked) number.value = "";
    show();
  });
  show();
}
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
