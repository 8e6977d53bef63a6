/* Paper forms: Enter goes on to the next question, and what was typed is said in words beside it. */
(() => {
  const form = document.querySelector("[data-paper]");
  if (!form) return;
  const typed = [...form.querySelectorAll("[data-key]")];
  const missing = new Map(
    [...document.querySelectorAll(".paper-letters .paper-key")].map((key) => {
      const letter = key.querySelector("kbd");
      return [letter.textContent, key.textContent.replace(letter.textContent, "").trim()];
    }),
  );
  const say = (input) => {
    const line = input.closest(".paper-line");
    const key = input.value.trim().toLowerCase();
    let means = missing.get(key) || "";
    for (const one of line.querySelectorAll("[data-means]")) {
      const is = one.dataset.means === key;
      one.classList.toggle("is-typed", is);
      if (is) means = one.textContent.replace(one.dataset.means, "").trim();
    }
    line.querySelector("output").textContent = means;
  };
  for (const [place, input] of typed.entries()) {
    input.addEventListener("input", () => say(input));
    input.addEventListener("focus", () => input.select());
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const next = typed[place + 1] || form.querySelector("[data-paper-end]");
      next.focus();
    });
    say(input);
  }
  form.addEventListener("keydown", (event) => {
    const inHead = event.target.closest(".paper-head");
    if (event.key !== "Enter" || !inHead) return;
    event.preventDefault();
    const head = [...inHead.querySelectorAll("input:not([type=radio]), input[type=radio]:checked")];
    const after = head[head.indexOf(event.target) + 1];
    (after || typed[0] || form.querySelector("[data-paper-end]")).focus();
  });
})();
