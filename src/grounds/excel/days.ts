/** Days the workshop is shut in the spring of 2026. */
const HOLIDAYS = new Set(['2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25']);

const DAY = 24 * 60 * 60 * 1000;

/** The day as YYYY-MM-DD, `days` later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The working day that is `count` working days later; 0 gives the day itself, or the next working day. */
export function addWorkdays(date: string, count: number): string {
  let day = isWorkday(date) ? date : nextWorkday(date);
  for (let left = count; left > 0; left--) day = nextWorkday(day);
  return day;
}

/** The working days of a month (YYYY-MM), in order. */
export function workdaysOf(month: string): string[] {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    if (isWorkday(day)) days.push(day);
  }
  return days;
}

function nextWorkday(date: string): string {
  let day = addDays(date, 1);
  while (!isWorkday(day)) day = addDays(day, 1);
  return day;
}

function isWorkday(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.has(date);
}
