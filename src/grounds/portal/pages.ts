import { COLUMNS, type Firm, ROOMS, STARTS, STATUSES } from './firm.ts';

/** Where the portal answers. Nobody listens there: a script hands the pages to the browser. */
export const ORIGIN = 'https://portal.brightwater.example';

/** Pages by name, with their titles. */
export const PAGES = {
  orders: 'Order list',
  booking: 'Room booking',
  staff: 'Staff directory',
  prices: 'Price list',
  tasks: 'Task board',
} as const;
export type Page = keyof typeof PAGES;

/** The address of a page. */
export function addressOf(page: Page): string {
  return `${ORIGIN}/${page}.html`;
}

/** The text of every page, by its file name. */
export function writePages(firm: Firm): Record<string, string> {
  const bodies: Record<Page, string> = {
    orders: ordersBody(firm),
    booking: bookingBody(),
    staff: staffBody(firm),
    prices: pricesBody(firm),
    tasks: tasksBody(firm),
  };
  const pages = Object.entries(bodies).map(([page, body]) => [`${page}.html`, frame(page as Page, body)]);
  const data = Object.entries({
    orders: firm.orders.length,
    staff: firm.staff.length,
    prices: firm.articles.length,
    tasks: firm.tasks.length,
  });
  return Object.fromEntries([
    ...pages,
    ...data.map(([name, count]) => [`api/${name}.json`, `${JSON.stringify({ count })}\n`]),
    ['api/session.json', '{"user":"office"}\n'],
  ]);
}

function frame(page: Page, body: string): string {
  const links = Object.entries(PAGES).map(([name, title]) => `<a href="${name}.html">${title}</a>`);
  const api = page === 'booking' ? 'session' : page;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${PAGES[page]} - Brightwater</title></head>
<body>
<nav>${links.join(' ')}</nav>
<h1>${PAGES[page]}</h1>
${body}
<p role="status"></p>
<script>
const say = (text) => { document.querySelector('[role=status]').textContent = text; };
console.log('${PAGES[page]} shown');
console.debug('Layout version 14');
fetch('/api/${api}.json');
${NOTICES[page]}
</script>
</body>
</html>
`;
}

/** What the pages grumble about in the console. */
const NOTICES: Readonly<Record<Page, string>> = {
  orders: "console.warn('Two orders have no delivery address'); console.error('Stock service did not answer');",
  booking: "console.warn('Attic has no lift'); console.error('Calendar of the Library is out of date');",
  staff: "console.warn('One photo is missing'); console.error('Phone list could not be synchronised');",
  prices: "console.warn('Prices change on 1 July'); console.error('Currency service did not answer');",
  tasks: "console.warn('One task has no owner'); console.error('Reminders could not be sent');",
};

function ordersBody({ orders }: Firm): string {
  const rows = orders.map(
    ({ number, customer, placed, status }) =>
      `<tr><td><a href="#${number}" onclick="say('${number} is opened')">${number}</a></td><td>${customer}</td><td>${placed}</td><td>${status}</td><td><button onclick="if (confirm('Cancel ${number}?')) document.title = '${number} is cancelled'; else document.title = '${number} is kept'">Cancel ${number}</button></td></tr>`,
  );
  return `<form onsubmit="event.preventDefault(); document.title = 'Results for ' + this.search.value"><label>Search orders <input name="search"></label> <label>Customer <input name="customer"></label> ${select('Status', STATUSES)}</form>
<table><tr><th>Number</th><th>Customer</th><th>Placed</th><th>Status</th><th></th></tr>
${rows.join('\n')}
</table>`;
}

function bookingBody(): string {
  const radios = ['Rows', 'Circle', 'Tables'].map((name) => `<label><input type="radio" name="layout"> ${name}</label>`);
  const boxes = ['Projector', 'Coffee', 'Step-free access'].map((name) => `<label><input type="checkbox"> ${name}</label>`);
  return `<form onsubmit="event.preventDefault(); document.title = 'Booked'">
<label>Your name <input name="who"></label> <label>Email <input name="mail"></label> <label>Day <input name="day"></label> <label>Remarks <input name="remarks"></label>
${select('Room', ROOMS)} ${select('Start', STARTS)}
<fieldset><legend>Seating</legend>${radios.join(' ')}</fieldset>
<fieldset><legend>Extras</legend>${boxes.join(' ')}</fieldset>
<button>Book room</button> <button type="reset">Clear form</button>
</form>`;
}

function staffBody({ staff }: Firm): string {
  const rows = staff.map(
    ({ name, role, phone, office }) =>
      `<tr><td><button title="${office}" onclick="say('${name}: ${office}, extension ${phone}')">${name}</button></td><td>${role}</td><td>${phone}</td></tr>`,
  );
  return `<table><tr><th>Name</th><th>Team</th><th>Extension</th></tr>
${rows.join('\n')}
</table>`;
}

function pricesBody({ articles }: Firm): string {
  const rows = articles.map(
    ({ name, unit, price, note }) =>
      `<tr><td>${name}</td><td>${unit}</td><td>${price}</td><td><button title="${note}" onclick="say('${name} is in the basket')">Add ${name}</button></td></tr>`,
  );
  return `<table><tr><th>Article</th><th>Unit</th><th>Price</th><th></th></tr>
${rows.join('\n')}
</table>`;
}

function tasksBody({ tasks }: Firm): string {
  const cards = tasks.map(
    (task, at) =>
      `<div draggable="true" id="t${at}" style="width: 180px; height: 24px" ondragstart="event.dataTransfer.setData('text', this.id)" ondblclick="say('${task} is marked')" oncontextmenu="event.preventDefault(); say('Menu of ${task}')">${task}</div>`,
  );
  const columns = COLUMNS.map(
    (column, at) =>
      `<section aria-label="${column}" style="width: 200px; min-height: 190px; float: left" ondragover="event.preventDefault()" ondrop="event.preventDefault(); this.append(document.getElementById(event.dataTransfer.getData('text')))"><h2>${column}</h2>${at === 0 ? cards.join('') : ''}</section>`,
  );
  return `${columns.join('\n')}
<p style="clear: left">Keys: N new task, F filter, H help, S settings</p>
<script>document.onkeydown = (event) => say('Key ' + event.key);</script>`;
}

function select(label: string, options: readonly string[]): string {
  return `<label for="${label}">${label}</label> <select id="${label}">${options.map((option) => `<option>${option}</option>`).join('')}</select>`;
}
