/* What scripts add to pages that work without them. */
"use strict";

/** Counts a clock on from what the server said, so that a wrong clock on this machine does no harm. */
function runClocks(root) {
  for (const clock of root.querySelectorAll("[data-elapsed]:not([data-running])")) {
    const began = performance.now() - Number(clock.dataset.elapsed) * 1000;
    clock.dataset.running = "";
    const tick = () => {
      if (!clock.isConnected) return;
      const seconds = Math.max(0, Math.floor((performance.now() - began) / 1000));
      const two = (n) => String(n).padStart(2, "0");
      const hours = Math.floor(seconds / 3600);
      clock.textContent = (hours ? hours + ":" : "") + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
      setTimeout(tick, 1000 - ((performance.now() - began) % 1000));
    };
    tick();
  }
}

/** A scanner types a code and Enter: go to the next empty field instead of sending half a form. */
function onEnterInScan(event) {
  if (event.key !== "Enter" || !event.target.matches("input[data-scan]")) return;
  const fields = [...event.target.form.elements].filter((e) => e.matches("input:not([type=hidden]), select, textarea"));
  const next = fields.slice(fields.indexOf(event.target) + 1).find((e) => !e.value);
  if (next) { event.preventDefault(); next.focus(); }
}

/** One send for one press; the server answers a second one the same way. */
function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
}

/** What a device keeps for the signed-in person is forgotten when they sign out, after asking for what is unsaved. */
function onSignOut(event) {
  const form = event.target.closest("form[data-forgets]");
  if (!form) return;
  const kept = Object.keys(localStorage).filter((key) => key.startsWith("enthesis.kept."));
  const unsaved = kept.some((key) => "body" in (JSON.parse(localStorage.getItem(key)) ?? {}));
  if (unsaved && !window.confirm(form.dataset.forgets)) { event.preventDefault(); return; }
  kept.forEach((key) => localStorage.removeItem(key));
  sessionStorage.removeItem("enthesis.sent");
}

/** Says at once what has to be corrected. */
function focusSummary(root) {
  const summary = root.querySelector(".error-summary");
  if (summary) summary.focus();
}

function closeMenus(event) {
  const inside = event.type === "click" ? event.target.closest("details.menu") : null;
  if (event.type === "keydown" && event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu === inside) continue;
    menu.open = false;
    if (event.type === "keydown") menu.querySelector("summary").focus();
  }
}

function begin(root) {
  runClocks(root);
  focusSummary(root);
  for (const button of root.querySelectorAll("[data-print][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

document.addEventListener("keydown", onEnterInScan);
document.addEventListener("keydown", closeMenus);
document.addEventListener("click", closeMenus);
document.addEventListener("submit", onSignOut);
document.addEventListener("submit", onSubmit);
document.addEventListener("htmx:afterSettle", (event) => begin(event.target));
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent));
begin(document);
