/* Answers the rest of a section with No when all of it was asked; values and given answers stay as they are.
   And says of a changed answer that it was told now. */
"use strict";

function sweep(section) {
  const named = [];
  for (const question of section.querySelectorAll("fieldset[data-no]")) {
    const answer = question.querySelector("input[type=radio]:checked");
    const no = question.querySelector(`input[type=radio][value="${question.dataset.no}"]`);
    if (!no || (answer && answer.value !== "")) continue;
    no.checked = true;
    no.dispatchEvent(new Event("change", { bubbles: true }));
    named.push(question.querySelector(".ask-title").textContent.trim());
  }
  const said = section.querySelector("[data-swept]");
  said.textContent = named.length ? `${said.dataset.swept} ${named.join("; ")}.` : said.dataset.nothing;
}

function isChanged(input) {
  return input.type === "radio" ? input.checked !== input.defaultChecked : input.value !== input.defaultValue;
}

function sayWhenTold(event) {
  const question = event.target.closest("fieldset.ask");
  const told = question && question.querySelector(".ask-told");
  if (!told) return;
  const inputs = [...question.querySelectorAll("input")].filter((input) => !input.closest(".ask-when"));
  told.textContent = inputs.some(isChanged) ? told.dataset.now : told.dataset.kept;
}

function offerSweeps(root) {
  for (const button of root.querySelectorAll("[data-sweep][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => sweep(button.closest("section")));
  }
}

document.addEventListener("change", sayWhenTold);
document.addEventListener("htmx:afterSettle", (event) => offerSweeps(event.target));
offerSweeps(document);
