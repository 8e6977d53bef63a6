/* Answers the rest of a section with No when all of it was asked. Values and given answers stay as they are. */
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

function offerSweeps(root) {
  for (const button of root.querySelectorAll("[data-sweep][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => sweep(button.closest("section")));
  }
}

document.addEventListener("htmx:afterSettle", (event) => offerSweeps(event.target));
offerSweeps(document);
