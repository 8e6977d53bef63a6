/* A refusal is read at once, and a scanner that goes on typing presses nothing on it. */
"use strict";

{
  const refusal = document.getElementById("refusal");
  refusal.focus();
  sessionStorage.removeItem("enthesis.sent"); // this is the answer to it
  const shown = performance.now();
  const GRACE_MS = 600;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && performance.now() - shown < GRACE_MS) event.preventDefault();
    if (event.key !== "Tab") return;
    event.preventDefault();
    refusal.querySelector("form button").focus();
  });
}
