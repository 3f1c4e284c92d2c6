/** More digits than this, and a number may go beyond what JavaScript holds exactly. */
const LONG = /\d{16}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const INTEGER = /^-?\d+$/;

/**
 * Reads JSON without rounding: an integer beyond 2^53 becomes the text of its digits, as the API writes them. Everything else is as
 * `JSON.parse` has it.
 */
export function parseExact(json: string): unknown {
  if (!LONG.test(json)) return JSON.parse(json);
  return JSON.parse(
    json.replace(STRING_OR_NUMBER, (token) =>
      INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
    ),
  );
}
