// The words of the interface in both languages.

const WORDS = JSON.parse($("words").textContent);
const LANGUAGES = ["zh", "en"];
let language = remembered("planparse-language") ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

/** The words under a key in the present language, {0}, {1} … replaced. */
function t(key, ...values) {
  const both = WORDS[key];
  if (!both) throw new Error(`no words for ${key}`);
  return both[LANGUAGES.indexOf(language)].replace(/\{(\d)\}/g, (_, i) => values[i]);
}

/** The words under a key, or the plain id where there are none: for the ids of rules. */
const termOr = (key, id) => (WORDS[key] ? t(key) : id.replaceAll("_", " "));

/** Puts the words into an element that names them in `data-t` and its like. */
function translate(root) {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const element of root.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of root.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
  for (const element of root.querySelectorAll("[data-t-title]")) element.title = t(element.dataset.tTitle);
}

function setLanguage(value) {
  language = value;
  remember("planparse-language", value);
}

/** What the browser keeps under a name; null where it keeps nothing, or is told to keep nothing. */
function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** What was kept as JSON; null where it is not there or spoilt. */
function recalled(name) {
  try {
    return JSON.parse(remembered(name));
  } catch {
    return null;
  }
}

/** Keeps a text in the browser; false where that is forbidden or full. */
function remember(name, value) {
  try {
    localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}

const number = (value) => value.toLocaleString(language === "zh" ? "zh-CN" : "en-GB");
const percent = (part, whole) => (whole ? `${((100 * part) / whole).toFixed(1)}%` : "–");
