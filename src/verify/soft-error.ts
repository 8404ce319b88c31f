import type { JsonObject } from '../model/json.ts';
import type { Result } from '../model/primitive.ts';

/** Lines beyond which a text is a document: no failure is told at such length. Lines of a stack do not count. */
const longestFailure = 20;
/** Keys of an object that tells a failure and holds nothing else. */
const failureKeys = new Set([
  'status',
  'statuscode',
  'code',
  'error',
  'errors',
  'message',
  'detail',
  'details',
  'reason',
  'description',
  'success',
  'ok',
  'data',
  'result',
  'hint',
  'type',
  'timestamp',
  'path',
  'requestid',
  'request_id',
]);

/** How the text of a failure begins. After `Error` must come what went wrong: "Error at line 3" and "Errors: 0" are findings. */
const opening = new RegExp(
  `^(?:${[
    String.raw`(?:\w*Error|\w*Exception|Fatal|fatal|FATAL|ERROR)\s*(?:\([^)\n]{1,40}\)|\[[^\]\n]{1,40}\])?\s*:(?!\s*(?:none|no|0|null|false|-|n/a)?\s*(?:$|[.,;]))`,
    String.raw`Error(?:\s*$|[!.]|\s+(?:-|—)\s|\s+(?:fetching|reading|getting|loading|calling|executing|running|parsing|processing|retrieving|searching|connecting|opening|writing|creating|deleting|updating|sending|listing|while|when|in tool|from|executing|calling|occurred)\b)`,
    String.raw`(?:An|Some|Unexpected|Internal|Unknown|Server|Network|Validation|Authentication|API|HTTP|Connection)\s+(?:\w+\s+)?[Ee]rror\b\s*(?:$|[:.!(]|\s(?:occurred|while|when|has|happened|calling|during)\b|\d{3}\b)`,
    String.raw`MCP error\b`,
    String.raw`(?:Failed|Unable|Not able|Was unable|Could not|Couldn[’']t|Cannot|Can[’']t)\s+(?:to\s+)?[a-z]+`,
    String.raw`(?:[A-Z][\w-]*\s+){0,3}(?:[Rr]equest|[Cc]all|[Qq]uery|[Oo]peration|[Cc]ommand|[Cc]onnection|[Ll]ookup|[Ff]etch|[Ee]xecution)\s+(?:failed|timed out|was (?:refused|rejected|denied))\s*(?:$|[:.!,(]|with\b|due\b|after\b|because\b)`,
    String.raw`(?:Unknown|Invalid|Missing|Unsupported|Unrecognized)\s+(?:tool|method|path|argument|parameter|arguments|parameters|input|request|api key|API key|token|credentials)\b`,
    String.raw`(?:Access|Permission)\s+(?:is\s+)?denied\b`,
    String.raw`(?:Unauthori[sz]ed|Forbidden|Not authori[sz]ed|Not authenticated|Not implemented|Rate limit(?:ed)?(?: exceeded)?|Too many requests|Service unavailable|Bad gateway|Bad request|Timed out|Timeout exceeded|Something went wrong)\s*(?:$|[:.!,(-])`,
    String.raw`(?:HTTP|Status(?: code)?:?|HTTP\/\d(?:\.\d)?)\s*[45]\d\d\b`,
    String.raw`E(?:NOENT|ACCES|PERM|EXIST|ISDIR|NOTDIR|CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|AI_AGAIN|NOTFOUND)\b`,
    String.raw`Traceback \(most recent call last\)`,
    String.raw`(?:Tool|Resource|Endpoint)\s+\S+\s+(?:not found|does not exist|is not available)\s*(?:$|[.!])`,
  ].join('|')})`,
  'u',
);
/** What people put before it: a sign, a heading, bold type, a bracket with the level. */
const ornament = /^(?:[\s*_#>`]|\p{Extended_Pictographic}|\ufe0f|✗|✘|×|\[(?:error|ERROR|Error|fail|FAIL)\]\s*:?)+/u;
/** A line of a log or of a list of findings: a level, a time, a bullet, a place in a file. */
const entry =
  /^\s*(?:\[?(?:error|warn(?:ing)?|info|debug|trace|fatal|notice)\b\]?|\d{4}-\d\d-\d\d|\d\d:\d\d|[-*•]\s|\d+[.):]\s|\d+:\d+\s|\S+:\d+)/iu;
const stackLine = /^\s*(?:at\s|File "|\^|~|\.\.\.|Caused by|During handling|Traceback)/u;

/**
 * A failure that was delivered as a success, in its own words, or undefined. The rules look at how the whole reply begins and
 * at what else it holds, never for a word inside it: a report about errors is no error, nor is a log or a record with a status.
 */
export function findSoftError(result: Result): string | undefined {
  const [only, ...others] = result.content;
  if (only?.type === 'text' && typeof only.text === 'string' && others.length === 0) {
    const text = unfence(only.text.trim());
    const parsed = parseObject(text);
    if (parsed === undefined ? tellsFailure(text) : saysFailure(parsed)) return text;
  }
  const { structuredContent } = result;
  if (isObject(structuredContent) && saysFailure(structuredContent)) return JSON.stringify(structuredContent);
  return undefined;
}

function tellsFailure(text: string): boolean {
  const [first = '', ...others] = text.split('\n');
  const bare = first.replace(ornament, '');
  const isMarked = /^\s*\[(?:error|fail)/iu.test(first);
  if (!opening.test(bare) && !(isMarked && bare !== '')) return false;
  const rest = others.filter((line) => line.trim() !== '' && !stackLine.test(line));
  if (rest.length > longestFailure) return false;
  if (stackLine.test(bare)) return true;
  // A log or a list of findings goes on as it began; a failure explains itself or shows its data.
  return !rest.some((line) => opening.test(line.replace(ornament, '')) || (entry.test(line) && entry.test(first)));
}

function saysFailure(value: JsonObject): boolean {
  const keys = Object.keys(value);
  const [first] = keys;
  const isBare = keys.every((key) => failureKeys.has(key.toLowerCase()));
  const explains = ['error', 'errors', 'message', 'detail', 'reason'].some((key) => isSaid(value[key]));
  if (first === 'error' && isSaid(value.error)) return true;
  if (isBare && isSaid(value.error)) return true;
  for (const flag of ['success', 'ok'] as const) if (value[flag] === false && (first === flag || isBare || explains)) return true;
  if (value.isError === true) return true;
  if (!isBare || !explains) return false;
  const status = value.status ?? value.statusCode ?? value.code;
  if (typeof status === 'number') return status >= 400 && status < 600;
  return typeof status === 'string' && /^(?:error|err|fail(?:ed|ure)?|[45]\d\d)$/iu.test(status);
}

/** Whether something stands there that tells of an error. */
function isSaid(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '' || value === 0) return false;
  if (typeof value === 'string') return !/^(?:none|null|n\/a)$/iu.test(value.trim());
  return !Array.isArray(value) || value.length > 0;
}

function unfence(text: string): string {
  return /^```(?:json)?\s*\n([\s\S]*?)\n?```$/u.exec(text)?.[1]?.trim() ?? text;
}

function parseObject(text: string): JsonObject | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
