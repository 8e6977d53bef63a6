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
  const changed = new Set();
  let keeping = null;
  let again;
  const told = () => {
    const answers = new FormData(form);
    for (const name of changed) answers.append("changed", name);
    return answers;
  };
  // What is kept now is what this page was shown with: only a later change of it is sent again.
  const settle = (answers) => {
    for (const was of form.querySelectorAll("[name^='w-']")) {
      const now = answers.getAll(`a-${was.name.slice(2)}`).at(-1);
      const branch = was.dataset.branch && answers.get(was.dataset.branch);
      if (was.dataset.branch && branch !== null && branch !== was.name.slice(2)) was.value = "";
      else if (now !== undefined) was.value = now;
    }
  };
  const keep = async () => {
    clearTimeout(again);
    let isKept = true;
    while (changed.size && isKept) {
      const answers = told();
      const sent = [...changed];
      changed.clear();
      answers.set("go", "keep");
      try {
        const answer = await fetch(form.action, { method: "POST", body: answers, signal: AbortSignal.timeout(5000) });
        isKept = answer.status === 204;
      } catch {
        isKept = false;
      }
      if (isKept) settle(answers);
      else for (const name of sent) changed.add(name);
      status.textContent = isKept ? status.dataset.saved : status.dataset.unsaved;
    }
    keeping = null;
    if (!isKept) again = setTimeout(start, 5000);
  };
  const start = () => {
    keeping ??= keep();
  };
  form.addEventListener("change", ({ target }) => {
    const { name } = target;
    for (const was of form.querySelectorAll("[name^='w-']"))
      if (name === `a-${was.name.slice(2)}` || name === was.dataset.branch) changed.add(was.name.slice(2));
    start();
  });
  addEventListener("online", () => changed.size && start());
  // An answer on its way must not arrive after the one that the form itself carries: wait for it, then go on.
  form.addEventListener("submit", (event) => {
    if (!keeping) return;
    event.preventDefault();
    const pressed = event.submitter;
    keeping.then(() => form.requestSubmit(pressed));
  });
}
