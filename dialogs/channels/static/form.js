// A form that came with an answer: labelled controls, and what was filled into them.

import { word } from "./words.js";

const PLAIN = { text: "text", date: "date" };
let made = 0; // ids must differ from those of forms before

// The form, and a function that gives the values, or null after the first fault has been shown and has the focus.
export function makeForm(inputs, language) {
  const form = document.createElement("form");
  form.className = "fill";
  form.noValidate = true;
  if (language) form.lang = language;
  made += 1;
  const controls = inputs.map((input, n) => control(input, `fill-${made}-${n}`));
  form.append(...controls.map(({ frame }) => frame));
  return { form, values: () => values(controls) };
}

function control(input, id) {
  const field = element(input);
  field.id = id;
  field.name = input.id;
  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = input.label;
  if (input.required) {
    field.setAttribute("aria-required", "true");
    const must = document.createElement("span");
    must.className = "must";
    must.textContent = ` (${word("must")})`;
    label.append(must);
  }
  const frame = document.createElement("p");
  frame.className = input.kind === "flag" ? "flag" : "";
  frame.append(...(input.kind === "flag" ? [field, label] : [label, field]));
  return { input, field, frame };
}

function element({ kind, value, options, hint, limit }) {
  if (kind === "choice" || kind === "several") return select(value, options, kind === "several");
  const field = document.createElement(kind === "lines" ? "textarea" : "input");
  if (kind === "lines") field.rows = Math.min(Math.max(value.split("\n").length + 1, 3), 10);
  else field.type = kind === "flag" ? "checkbox" : (PLAIN[kind] ?? "text");
  if (kind === "flag") field.checked = value === "true";
  else field.value = value;
  if (limit) field.maxLength = limit;
  if (hint && kind !== "flag") field.placeholder = hint;
  return field;
}

function select(value, options, several) {
  const chosen = several ? value.split(",") : [value];
  const field = document.createElement("select");
  field.multiple = several;
  field.append(...options.map(([each, title]) => new Option(title, each, false, chosen.includes(each))));
  return field;
}

function held({ input, field }) {
  if (input.kind === "flag") return field.checked ? "true" : "false";
  if (input.kind === "several") return [...field.selectedOptions].map((option) => option.value).join(",");
  return field.value.trim();
}

function values(controls) {
  const missing = controls.filter((each) => each.input.required && !held(each));
  for (const each of controls) tell(each, missing.includes(each));
  if (missing.length) {
    missing[0].field.focus();
    return null;
  }
  return Object.fromEntries(controls.map((each) => [each.input.id, held(each)]));
}

function tell({ input, field, frame }, wrong) {
  const id = `${field.id}-wrong`;
  document.getElementById(id)?.remove();
  field.ariaInvalid = wrong ? "true" : null;
  if (!wrong) {
    field.removeAttribute("aria-describedby");
    return;
  }
  const words = document.createElement("span");
  words.id = id;
  words.className = "wrong";
  words.textContent = word("fill", { label: input.label });
  field.setAttribute("aria-describedby", id);
  frame.append(words);
}
