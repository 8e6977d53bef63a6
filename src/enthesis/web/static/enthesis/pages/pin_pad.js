/* Large keys under a PIN, on a screen that is touched. The field stays a field: a keyboard types into it as before. */
"use strict";

if (window.matchMedia("(any-pointer: coarse)").matches) {
  const { erase, pad: name } = document.querySelector("[data-scan-words]").dataset;
  for (const field of document.querySelectorAll("input[data-pin]")) {
    const pad = document.createElement("div");
    pad.className = "pin-pad";
    pad.setAttribute("role", "group");
    pad.setAttribute("aria-label", name);
    const add = (words, label, press) => {
      const key = document.createElement("button");
      key.type = "button";
      key.className = "btn";
      key.textContent = words;
      if (label) key.setAttribute("aria-label", label);
      key.addEventListener("click", () => { press(); field.dispatchEvent(new Event("input", { bubbles: true })); });
      pad.append(key);
    };
    for (const digit of "1234567890") add(digit, "", () => { field.value += digit; });
    add("⌫", erase, () => { field.value = field.value.slice(0, -1); });
    field.inputMode = "none";
    field.after(pad);
  }
}
