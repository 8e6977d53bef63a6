/* Fields for codes: filled by a scanner that types, by keyboard, or by camera. Without it they are plain fields.

   A code is a letter for its kind, sixteen characters and a check character (ISO 7064 MOD 37-2). A scanner types
   it within moments and ends with Enter or Tab: that goes on to the next empty field and never sends the form. */
"use strict";

(() => {
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";
  const FORM = /^[PWEF][0-9A-HJKMNP-TV-Z]{16}[0-9A-Z*]$/;
  const LENGTH = 18;
  const BURST_MS = 100; // between two characters of a scanner; people type slower
  const board = document.querySelector("[data-scan-words]");
  const said = board.dataset;

  const plain = (typed) => typed.replace(/[\s-]/g, "").toUpperCase();
  const shown = (text) => text.match(/.{1,6}/g)?.join("-") ?? "";
  const checks = (text) => [...text].reduce((sum, c) => (2 * sum + ALPHABET.indexOf(c)) % 37, 0) === 1;
  const isCode = (text) => FORM.test(text) && checks(text);
  const label = (kind) => said[`kind${kind}`];
  const isField = (element) => element instanceof HTMLInputElement && element.matches("input[data-code]");
  const fieldsOf = (form) => [...form.elements].filter((e) => isField(e) && !e.matches(":disabled"));

  /** Says a sentence under a field; it is read aloud, and names the field wrong where it is. */
  function say(field, sentence, look) {
    const line = document.getElementById(`${field.id}_said`);
    if (line.textContent !== sentence) line.textContent = sentence;
    line.dataset.look = look;
    if (look === "wrong") field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  /** What a field holds, judged as soon as it is whole. */
  function judge(field) {
    const text = plain(field.value);
    if (!text) return say(field, "", "");
    if (text.length < LENGTH) return say(field, said.remaining.replace("0", String(LENGTH - text.length)), "open");
    if (text.length > LENGTH) return say(field, said.long, "wrong");
    if (!isCode(text)) return say(field, said.wrong, "wrong");
    if (text[0] !== field.dataset.code) {
      return say(field, said.other.replace("{is}", label(text[0])).replace("{asked}", label(field.dataset.code)), "wrong");
    }
    return say(field, said.right.replace("{is}", label(text[0])), "right");
  }

  function put(field, text) {
    field.value = shown(text);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    judge(field);
  }

  /** The next field with nothing in it, else the button: whoever reads it presses it. */
  function goOn(form) {
    const empty = (e) => e.matches("input:not([type=hidden]), select, textarea") && !e.matches(":disabled") && !e.value;
    const isWrong = (e) => isField(e) && e.getAttribute("aria-invalid") === "true";
    const next = fieldsOf(form).find((e) => empty(e) || isWrong(e)) ?? [...form.elements].find((e) => empty(e) && e.type !== "radio");
    (next ?? form.querySelector("button.btn-primary, button"))?.focus();
  }

  /** A whole code goes to the field of its kind, wherever it was read; where there is none it stays and is told. */
  function take(text, form, field) {
    const own = fieldsOf(form).find((e) => e.dataset.code === text[0]);
    if (own && own !== field) {
      put(own, text);
      if (field && plain(field.value).endsWith(text)) field.value = field.value.slice(0, -text.length);
      if (field && isField(field)) {
        field.value = "";
        say(field, said.moved.replace("{is}", label(text[0])).replace("{asked}", label(field.dataset.code)), "open");
        field.focus();
        return;
      }
    } else if (field && isField(field)) put(field, text);
    else return say(fieldsOf(form)[0], said.nowhere.replace("{is}", label(text[0])), "wrong");
    goOn(form);
  }

  const burst = { text: "", at: 0 };

  /** What was typed so fast that only a scanner types it. */
  function gather(event) {
    const now = event.timeStamp;
    if (now - burst.at > BURST_MS) burst.text = "";
    burst.at = now;
    if (event.key.length === 1) burst.text = (burst.text + event.key).slice(-64);
  }

  function formOf(element) {
    const near = element.closest?.("form");
    if (near) return fieldsOf(near).length ? near : null;
    return [...document.querySelectorAll(".bench-form")].find((form) => form.querySelector("input[data-code]:enabled")) ?? null;
  }

  function onKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "Enter" && event.key !== "Tab") return gather(event);
    const form = formOf(event.target);
    if (!form) return;
    const tail = plain(burst.text).slice(-LENGTH);
    const isRead = isCode(tail) && event.timeStamp - burst.at <= BURST_MS * 3;
    burst.text = "";
    if (isRead) {
      hold(event);
      take(tail, form, event.target.matches("input") ? event.target : null);
    } else if (event.key === "Enter" && isField(event.target)) {
      hold(event);
      const whole = plain(event.target.value);
      if (isCode(whole)) take(whole, form, event.target);
      else if (whole) { say(event.target, whole.length === LENGTH ? said.wrong : said.short, "wrong"); event.target.select(); }
      else goOn(form);
    }
  }

  function hold(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  /** Groups appear as one types at the end; in the middle of a code the cursor is left where it is. */
  function onInput(event) {
    const field = event.target;
    if (!isField(field)) return;
    if (field.selectionStart === field.value.length && event.inputType !== "deleteContentBackward") {
      field.value = shown(plain(field.value)) || field.value;
    }
    judge(field);
  }

  function begin(field) {
    const line = document.createElement("p");
    line.id = `${field.id}_said`;
    line.className = "scan-said";
    line.setAttribute("role", "status");
    field.after(line);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${line.id}`.trim());
    if (field.value) { field.value = shown(plain(field.value)); judge(field); }
  }

  document.querySelectorAll("input[data-code]").forEach(begin);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("input", onInput);
  document.addEventListener("focusin", (event) => { if (isField(event.target)) event.target.select(); });
  document.addEventListener("enthesis:read", (event) => {
    const text = plain(event.detail);
    if (isCode(text)) take(text, event.target.form, event.target);
    else say(event.target, said.wrong, "wrong");
  });
})();
