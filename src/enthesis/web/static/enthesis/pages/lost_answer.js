/* What was sent from the bench and got no answer: coming back says whether it was recorded.

   What was typed is kept in this tab until then, but for what is scanned and for the PIN. */
"use strict";

(() => {
  const KEPT = "enthesis.sent";
  const LONGEST_MS = 3600000;
  const ANEW = ["csrfmiddlewaretoken", "act", "version", "submit_key", "pin", "password"];
  const note = document.getElementById("lost-answer");

  const isKept = (field) => field.name && !ANEW.includes(field.name)
    && !field.matches("[data-scan], [data-code], [type=password], [type=file], button, fieldset");
  const isTicked = (field) => !field.matches("[type=radio], [type=checkbox]") || field.checked;

  function remember(event) {
    const form = event.target;
    if (!form.matches(".bench-form") || event.defaultPrevented) return;
    const { act, version, submit_key: key } = form.elements;
    const typed = [...form.elements].filter((f) => isKept(f) && isTicked(f)).map((f) => [f.name, f.value]);
    const sent = { path: location.pathname, act: act?.value, version: version?.value, key: key?.value, at: Date.now(), typed };
    sessionStorage.setItem(KEPT, JSON.stringify(sent));
  }

  function fill(form, typed) {
    for (const field of form.elements) {
      if (!isKept(field)) continue;
      const values = typed.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
      else if (values.length) [field.value] = values;
    }
  }

  /** The page holds which versions of its record are this person's; without them nobody can tell. */
  function outcome(sent) {
    const { mine } = note.dataset;
    if (mine === undefined) return "unknown";
    return mine.split(" ").includes(String(Number(sent.version) + 1)) ? "saved" : "lost";
  }

  function tell(sent) {
    const told = outcome(sent);
    const form = [...document.querySelectorAll(".bench-form")].find((f) => f.elements.act?.value === sent.act);
    if (form && told !== "saved") fill(form, sent.typed);
    if (form && told === "unknown") {
      form.elements.version.value = sent.version;
      form.elements.submit_key.value = sent.key;
    }
    note.textContent = note.dataset[told];
    note.hidden = false;
  }

  function look() {
    const sent = JSON.parse(sessionStorage.getItem(KEPT));
    if (!sent) return;
    const answered = document.querySelector("#notices .notice-success, .error-summary");
    const isOver = answered || Date.now() - sent.at > LONGEST_MS;
    if (!isOver && sent.path !== location.pathname) return;
    sessionStorage.removeItem(KEPT);
    if (!isOver) tell(sent);
  }

  document.addEventListener("submit", remember);
  window.addEventListener("pageshow", (event) => { if (event.persisted && sessionStorage.getItem(KEPT)) location.reload(); });
  look();
})();
