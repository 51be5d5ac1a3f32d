// The data of the page: unpacked once, then plain objects.

/** Reads the packed data; the browser's own decompression, no request. */
async function unpack() {
  const packed = atob($("data").textContent);
  const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** The targets as objects with the names of the record's fields; `at` is the position in the list. */
function targetsOf(data) {
  return data.targets.map((row, at) => {
    const target = { at };
    data.fields.forEach((name, i) => (target[name] = row[i]));
    return withNumbers(target, data);
  });
}

/** What is computed once for sorting and filtering. */
function withNumbers(target, data) {
  target.number = Number(target.value);
  target.document = data.documents[target.doc];
  target.agencies = target.responsible.filter(([, , basis]) => basis !== "issuer").map(([name]) => name);
  return target;
}

/** How many code points stand before a UTF-16 offset, as the records count. */
function codePoints(text, offset) {
  let count = offset;
  for (let i = 0; i < offset; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < offset) count--;
  }
  return count;
}
