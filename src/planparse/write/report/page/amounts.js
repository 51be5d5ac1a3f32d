// Numbers and times as people read them. Values are decimal texts, so the digits stay exact.

const SIGNS = { eq: "", ge: "≥ ", gt: "> ", le: "≤ ", lt: "< ", approx: "≈ ", range: "" };
const SCALES = { zh: [[8, "亿"], [4, "万"]], en: [[9, "bn"], [6, "m"]] };

/** A decimal text divided by ten to a power, digit by digit. */
function shifted(text, power) {
  const [whole, fraction = ""] = text.split(".");
  const padded = whole.padStart(power + 1, "0");
  const digits = padded.slice(padded.length - power) + fraction;
  return padded.slice(0, padded.length - power) + "." + digits;
}

/** A decimal text with separators, without idle zeros. */
function grouped(text) {
  const [whole, fraction = ""] = text.split(".");
  const tail = fraction.replace(/0+$/, "");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (tail ? `.${tail}` : "");
}

/** Large amounts in 万 and 亿, or millions and billions, where that shortens them. */
function scaled(text) {
  const negative = text.startsWith("-") ? "−" : "";
  const plain = text.replace(/^-/, "");
  const size = plain.split(".")[0].length;
  for (const [power, name] of SCALES[language]) {
    if (size > power) return `${negative}${grouped(shifted(plain, power))}${language === "zh" ? "" : " "}${name}`;
  }
  return negative + grouped(plain);
}

/** The value of a target in words: ≥ 85 %, 1.2 亿元/年. */
function amount(target) {
  const upper = target.value_max === null ? "" : (target.kind === "ratio" ? ":" : "–") + scaled(target.value_max);
  const unit = language === "zh" || target.unit === "%" || !target.unit ? target.unit : ` ${target.unit}`;
  const per = target.per === null ? "" : `/${target.per}`;
  return SIGNS[target.comparator] + scaled(target.value) + upper + unit + per;
}

/** The sign of a change: up, down, or none. */
const arrow = (change) => ({ increase: "↑ ", decrease: "↓ ", level: "" })[change];

/** A period as short as it can be: 2014, 2014-09, by 2015-12-31; the words themselves where they are not resolved. */
function when(period) {
  if (!period) return "";
  const [start, end, words] = period;
  if (start && end) return wholeOf(start, end) ?? `${start} – ${end}`;
  if (end) return t("period.by", end);
  return start ? t("period.from", start) : words;
}

/** The year or month that two days bound, else null. */
function wholeOf(start, end) {
  const year = start.slice(0, 4);
  if (start === end) return start;
  if (start === `${year}-01-01` && end === `${year}-12-31`) return year;
  const last = new Date(Date.UTC(Number(year), Number(start.slice(5, 7)), 0)).toISOString().slice(0, 10);
  return start.endsWith("-01") && end === last ? start.slice(0, 7) : null;
}

/** A period as label files write it: 2014, 2014-09, 2015-12-31, 2011-01-01/2020-12-31; empty where there is none. */
function periodLabel(period) {
  if (!period || !period[1]) return "";
  const [start, end] = period;
  return start ? wholeOf(start, end) ?? `${start}/${end}` : end;
}
