import type { Faker } from '@faker-js/faker';
import { borrowFaker } from '../../random/faker.ts';
import type { Stream } from '../../random/stream.ts';
import { speakDay, speakDayAsTold, speakTime } from './days.ts';
import type { Usual } from './number.ts';
import type { Hint } from './place.ts';
import { wordsOf } from './words.ts';

interface Source {
  hint: Hint;
  stream: Stream;
  faker: Faker;
}

type Speak = (source: Source) => string;

const oneOf =
  (...texts: string[]): Speak =>
  ({ stream }) =>
    stream.pick(texts);

/**
 * What the words of a name mean, the first rule that fits. A name is read as `_start_date_`: a rule names whole words, those
 * that end in `_$` the last one.
 */
const rules: readonly [RegExp, Speak][] = [
  [/_(?:e?mail|recipient|cc|bcc)(?:_address(?:es)?|_id)?_$|_emails_$/u, ({ faker }) => mailOf(faker)],
  [/_(?:image|photo|picture|avatar|thumbnail|logo)_(?:url|uri|link)_$/u, ({ faker }) => `https://example.com/images/${slug(faker)}.png`],
  [/_(?:repo|repository|git)_(?:url|uri)_$|_clone_url_$/u, ({ faker }) => `https://example.com/${userOf(faker)}/${slug(faker)}.git`],
  [
    /_(?:url|urls|uri|uris|link|links|href|website|homepage|webhook|endpoint|web_page|webpage)_$|_url_/u,
    ({ faker }) => `https://example.com/${slug(faker)}/${slug(faker)}`,
  ],
  [/_(?:uuid|guid)_$/u, ({ faker }) => faker.string.uuid()],
  [/_(?:time_?zone|tz)_$/u, oneOf('Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'UTC', 'Europe/London', 'Australia/Sydney')],
  [
    /_(?:phone|mobile|telephone|tel|fax|whatsapp|msisdn)_|_(?:phonenumber|mobilephone|cellphone)_/u,
    ({ stream }) => `+1555${digits(stream, 7)}`,
  ],
  [/_(?:mac)_(?:address)?_?$/u, ({ faker }) => faker.internet.mac()],
  [/_(?:ip|ipv4|ip_address|src_ip|dst_ip|ip_addr)_$/u, ({ stream }) => `192.0.2.${1 + stream.below(254)}`],
  [/_ipv6_$/u, ({ stream }) => `2001:db8::${(1 + stream.below(0xfffe)).toString(16)}`],
  [/_(?:cidr|subnet)_$/u, ({ stream }) => `10.${stream.below(256)}.0.0/16`],
  [/_(?:host|hostname|domain|server|fqdn|domain_name|site)_$/u, ({ faker }) => `${slug(faker)}.example.com`],
  [
    /_(?:dir|directory|folder|cwd|working_directory|root|workspace|subdirectory|output_dir|workspace_folder|basedir|project_root)_$|_(?:folder|directory|repo|repository|project|workspace)_path_$/u,
    ({ faker }) => `/home/${userOf(faker)}/${slug(faker)}`,
  ],
  [/_(?:image|photo|picture|screenshot|avatar)_(?:path|file|filename|name)_$/u, ({ faker }) => `images/${slug(faker)}.png`],
  [/_(?:file_?name|filename)_$/u, (source) => fileOf(source)],
  [/_(?:file_?path|filepath|path|paths|file|files|location_path|input|output|src|dest|destination_path|source_path)_$|_path_/u, pathOf],
  [/_(?:cron|schedule)_$/u, oneOf('0 9 * * 1-5', '*/15 * * * *', '30 6 * * *', '0 0 1 * *')],
  [
    /_(?:date_?time|timestamp|created|updated|modified)_$|_(?:at)_$/u,
    ({ hint, stream }) => `${speakDay(hint, stream)}T${speakTime(stream)}Z`,
  ],
  [
    /_(?:start|end|begin|due|from|to|departure|arrival|scheduled|meeting|pickup|event)_time_$/u,
    ({ hint, stream }) =>
      /HH|hour|24/u.test(hint.description) ? speakTime(stream).slice(0, 5) : `${speakDay(hint, stream)}T${speakTime(stream)}Z`,
  ],
  [/_(?:time|time_of_day|hours)_$/u, ({ stream }) => speakTime(stream).slice(0, 5)],
  [
    /_(?:date|dates|day|deadline|birthday|birthdate|dob|since|until|after|before|checkin|checkout|check_in|check_out|due|expires|expiry|expiration)_$|_date_/u,
    ({ hint, stream }) => speakDayAsTold(hint, stream),
  ],
  [/_(?:weekday|day_of_week)_$/u, oneOf('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')],
  [/_(?:month)_$/u, oneOf('January', 'March', 'April', 'June', 'August', 'September', 'November')],
  [/_(?:year|season)_$/u, ({ stream }) => String(2016 + stream.below(11))],
  [/_(?:duration|period|interval|timeframe|time_range|window)_$/u, oneOf('15 minutes', '1 hour', '2 days', '1 week', '1 month', '90 days')],
  [
    /_(?:currency|currencies)_(?:code_)?$|_(?:base|target|from|to)_currency_$/u,
    oneOf('EUR', 'USD', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD', 'SEK'),
  ],
  [/_(?:language|lang|locale|languages)(?:_code)?_$/u, speakLanguage],
  [/_(?:country|nationality|market|region)_(?:code|id|iso)_$/u, oneOf('DE', 'US', 'FR', 'JP', 'BR', 'CA', 'IN', 'SE')],
  [/_(?:country|countries|nation)_$/u, oneOf('Germany', 'United States', 'France', 'Japan', 'Brazil', 'Canada', 'India', 'Sweden')],
  [/_(?:airport|iata|origin_airport|destination_airport)(?:_code)?_$/u, oneOf('FRA', 'JFK', 'CDG', 'HND', 'LHR', 'AMS', 'SFO', 'ARN')],
  [/_(?:city|town|municipality|cities)(?:_name)?_$/u, cityOf],
  [
    /_(?:location|place|loc|destination|origin|departure|arrival|start_location|end_location|where|venue|locations|stops|from|to)_$/u,
    cityOf,
  ],
  [/_(?:zip|zipcode|postal|postcode|zip_code|postal_code|plz)_$/u, ({ stream }) => `${1 + stream.below(9)}${digits(stream, 4)}`],
  [/_(?:wallet|token|contract|owner|from|to|eth|ethereum)_address_$|_contract_$/u, ({ stream }) => `0x${hexadecimal(stream, 40)}`],
  [/_(?:tx|transaction)_?hash_$/u, ({ stream }) => `0x${hexadecimal(stream, 64)}`],
  [/_(?:street|address|street_address|address1|address_line|address_line_1)_$/u, ({ faker }) => faker.location.streetAddress()],
  [/_(?:address2|address_line_2|apartment|suite)_$/u, ({ stream }) => `Apt. ${1 + stream.below(60)}`],
  [/_(?:province|county|region|us_state)_$/u, oneOf('Bavaria', 'California', 'Ontario', 'Normandy', 'Kansai', 'Texas', 'Skåne')],
  [/_(?:latitude|lat)_$/u, ({ stream }) => (stream.next() * 120 - 60).toFixed(4)],
  [/_(?:longitude|lon|lng|long)_$/u, ({ stream }) => (stream.next() * 300 - 150).toFixed(4)],
  [/_coordinates?_$/u, ({ stream }) => `${(stream.next() * 120 - 60).toFixed(4)},${(stream.next() * 300 - 150).toFixed(4)}`],
  [/_(?:first|given)_?name_$/u, ({ faker }) => faker.person.firstName()],
  [/_(?:last|family|sur)_?name_$/u, ({ faker }) => faker.person.lastName()],
  [
    /_(?:user_?name|login|handle|user|assignee|reviewer|account|screen_name|author_handle|owner|username|members?)_$/u,
    ({ faker }) => userOf(faker),
  ],
  [
    /_(?:full|person|customer|contact|employee|patient|student|guest|author|artist|player|candidate|recipient|sender|manager|display)_name_$|_(?:author|artist|customer|contact|employee|person|player|participant|attendee|participants|attendees|director|actor)s?_$/u,
    ({ faker }) => faker.person.fullName(),
  ],
  [/_(?:password|passwd|passphrase|pwd)_$/u, ({ stream }) => `${alphanumeric(stream, 12)}7Q`],
  [
    /_(?:key|api_?key|token|secret|access_token|private_key|credential|credentials|auth|cursor|page_token)_$/u,
    ({ stream }) => alphanumeric(stream, 24),
  ],
  [/_(?:sha|commit|commit_sha|head_sha|revision|commit_id|hash|checksum|digest)_$/u, ({ stream }) => hexadecimal(stream, 40)],
  [
    /_(?:branch|ref|base|head|base_branch|branch_name|target_branch|source_branch)_$/u,
    ({ faker, stream }) => stream.pick(['main', 'develop', `feature/${slug(faker)}`, `fix/${slug(faker)}`]),
  ],
  [/_(?:version|tag_name|release|package_version)_$/u, ({ stream }) => `${stream.below(6)}.${stream.below(20)}.${stream.below(10)}`],
  [
    /_(?:repo|repository|repo_name|repository_name|package|package_name|module|library|project_slug)_$/u,
    ({ faker }) => `${slug(faker)}-${slug(faker)}`,
  ],
  [
    /_(?:org|organization|organisation|enterprise|org_slug|team_slug|namespace|workspace_slug|slug)_$|_slug_$/u,
    ({ faker }) => `${slug(faker)}-${slug(faker)}`,
  ],
  [
    /_(?:company|business|employer|vendor|supplier|brand|manufacturer|publisher|organization_name|company_name)_(?:name_)?$/u,
    ({ faker }) => faker.company.name(),
  ],
  [
    /_(?:sql|statement)_$/u,
    oneOf('SELECT * FROM orders LIMIT 10', 'SELECT count(*) FROM customers', 'SELECT name FROM products WHERE price > 20'),
  ],
  [
    /_(?:table|table_name|collection|collection_name|index_name|dataset|sheet|sheet_name|schema|schema_name)_$/u,
    oneOf('orders', 'customers', 'products', 'invoices', 'employees', 'events'),
  ],
  [
    /_(?:column|column_name|field|fields|columns|sort_by|order_by|group_by|property|property_name|attribute|metrics?)_$/u,
    oneOf('name', 'created_at', 'price', 'status', 'quantity', 'email'),
  ],
  [/_(?:database|db|database_name|bucket|bucket_name)_$/u, oneOf('inventory', 'analytics', 'sales', 'archive', 'staging')],
  [
    /_(?:pattern|regex|regexp|glob|include|exclude)_$/u,
    ({ hint, stream }) =>
      stream.pick(/regex|regular/iu.test(hint.description) ? ['^[a-z]+$', '\\d{4}', 'error:.*'] : ['*.md', '**/*.ts', '*.csv', 'report-*']),
  ],
  [/_(?:command|cmd|shell)_$/u, oneOf('ls -la', 'git status', 'npm test', 'echo done', 'df -h')],
  [/_(?:code|script|snippet|source_code|function|javascript)_$/u, speakCode],
  [/_(?:html|html_body|html_content)_$/u, ({ faker }) => `<p>${sentence(faker)}</p>`],
  [/_(?:markdown|md)_$/u, ({ faker }) => `# ${title(faker)}\n\n${sentence(faker)}`],
  [/_(?:selector|css_selector|element_selector)_$/u, oneOf('#submit', '.main-title', 'button[type=submit]', 'input[name=q]', 'a.more')],
  [/_(?:xpath)_$/u, oneOf('//h1', '//a[@href]', "//div[@id='main']")],
  [
    /_(?:colou?r|background_color|text_color)_$/u,
    ({ hint, faker, stream }) => (/hex|#/iu.test(hint.description) ? `#${hexadecimal(stream, 6)}` : faker.color.human()),
  ],
  [/_(?:symbol|ticker|stock|stock_symbol|symbols|tickers)_$/u, oneOf('AAPL', 'MSFT', 'NVDA', 'SAP', 'TSLA', 'AMZN')],
  [/_(?:coin|crypto|chain|network|blockchain)_$/u, oneOf('ethereum', 'bitcoin', 'polygon', 'solana')],
  [/_(?:sku|product_code|part_number|item_code|serial|serial_number)_$/u, ({ stream }) => `${letters(stream, 3)}-${digits(stream, 4)}`],
  [/_isbn_$/u, ({ faker }) => faker.commerce.isbn({ separator: '' })],
  [/_(?:product|item|product_name|item_name|products|items|goods)_$/u, ({ faker }) => faker.commerce.productName()],
  [/_(?:industry|sector|business_type)_$/u, oneOf('Manufacturing', 'Healthcare', 'Retail', 'Logistics', 'Education', 'Energy')],
  [/_(?:job_?title|position|profession|occupation|job)_$/u, ({ faker }) => faker.person.jobTitle()],
  [
    /_(?:department|team|team_name|group|group_name|division)_$/u,
    oneOf('Engineering', 'Finance', 'Marketing', 'Operations', 'Research', 'Support'),
  ],
  [/_(?:gender|sex)_$/u, oneOf('female', 'male')],
  [/_(?:genre|genres)_$/u, oneOf('jazz', 'comedy', 'drama', 'rock', 'mystery', 'science fiction')],
  [
    /_(?:cuisine|food|dish|meal|recipe|ingredients?)_$/u,
    ({ faker, hint }) => (/ingredient/u.test(hint.name) ? faker.food.ingredient() : faker.food.dish()),
  ],
  [/_(?:song|track|album|song_name)_$/u, ({ faker }) => faker.music.songName()],
  [/_(?:movie|film|book|book_title|game|show)(?:_title|_name)?_$/u, ({ faker }) => faker.book.title()],
  [/_(?:sport|league|tournament)_$/u, oneOf('football', 'basketball', 'tennis', 'handball', 'hockey')],
  [/_(?:animal|species|breed|pet)_$/u, ({ faker }) => faker.animal.type()],
  [/_(?:units?|temperature_unit|measurement)_$/u, oneOf('kg', 'm', 'km', 'celsius', 'liters')],
  [/_(?:status|state|stage|conclusion)_$/u, oneOf('open', 'closed', 'active', 'pending', 'completed')],
  [/_(?:priority|severity|importance|level)_$/u, oneOf('low', 'medium', 'high')],
  [/_(?:sort|order|direction|sort_order|ordering)_$/u, oneOf('asc', 'desc')],
  [/_(?:format|output_format|file_type|extension|export_format)_$/u, oneOf('json', 'csv', 'pdf', 'markdown', 'xml')],
  [/_(?:mime|mime_type|content_type|media_type)_$/u, oneOf('application/json', 'text/plain', 'image/png', 'text/csv')],
  [/_(?:method|http_method)_$/u, oneOf('GET', 'POST', 'PUT', 'DELETE')],
  [/_(?:role|permission|scope|scopes)_$/u, oneOf('admin', 'editor', 'viewer', 'member')],
  [/_(?:environment|env|environment_name)_$/u, oneOf('production', 'staging', 'development', 'test')],
  [/_(?:platform|os|operating_system|device)_$/u, oneOf('linux', 'macos', 'windows', 'android', 'ios')],
  [/_(?:model|model_name|engine)_$/u, oneOf('small', 'base', 'large', 'standard')],
  [
    /_(?:numbers?|num|count|amount|total|price|quantity|size|limit|offset|page|index|value_count|issue_number)_$/u,
    ({ stream }) => String(1 + stream.below(100)),
  ],
  [/_(?:age|percent|percentage|rate|width|height|depth|timeout|port)_$/u, ({ stream }) => String(1 + stream.below(90))],
  [/_(?:ids?|identifier|identifiers)_$/u, ({ hint, stream }) => identifierOf(hint, stream)],
  [
    /_(?:category|categories|type|types|kind|class|classification)_$/u,
    oneOf('general', 'office', 'travel', 'hardware', 'report', 'standard'),
  ],
  [
    /_(?:tags?|labels?|keywords?|hashtags?|topics?|subjects|skills?|interests?|genres?|amenities)_$/u,
    oneOf('finance', 'travel', 'urgent', 'research', 'design', 'garden', 'music', 'energy'),
  ],
  [/_(?:search|query|q|search_query|search_term|term|terms|queries|find|filter|needle|keyword)_$/u, speakQuery],
  [/_(?:prompt|question|ask|prompt_text|instruction|instructions)_$/u, speakQuestion],
  [/_(?:title|subject|headline|heading|caption|event_name|meeting_title|label_name|step)_$/u, ({ faker }) => title(faker)],
  [/_(?:action|operation|event|trigger|intent|goal|objective|purpose)_$/u, ({ faker }) => `${faker.word.verb()} the ${faker.word.noun()}`],
  [
    /_(?:description|desc|summary|text|body|content|contents|message|messages|note|notes|comment|comments|reason|thought|details|context|bio|abstract|review|feedback|explanation|rationale|story|paragraph|observations?|claim|premises|conclusion|document|documents|sentence|input_text|data|value|values)_$/u,
    ({ faker }) => sentence(faker),
  ],
  [
    /_(?:project|project_name|workspace|dashboard|campaign|template|template_name|task|task_name|list|folder_name|playlist)_$/u,
    ({ faker }) => title(faker),
  ],
  [/_(?:name|names|label|entity_?name)_$/u, nameOf],
  [/_(?:code|codes)_$/u, ({ stream }) => `${letters(stream, 2)}${digits(stream, 3)}`],
];

/** What a description says so plainly that the name does not matter. */
const plainlyTold: readonly [RegExp, Speak][] = [
  [/\be-?mail address/iu, ({ faker }) => mailOf(faker)],
  [/\bcursor\b|\bpagination token|\bpage token/iu, ({ stream }) => alphanumeric(stream, 24)],
  [/\b(?:uuid|guid)\b/iu, ({ faker }) => faker.string.uuid()],
  [
    /\b(?:json string|stringified json|json-encoded|json object as (?:a )?string|valid json)\b/iu,
    ({ faker, stream }) => `{"${slug(faker)}":${stream.below(100)}}`,
  ],
  [/\bcomma[- ]separated\b/iu, (source) => [speakByName(source), speakByName(source)].join(',')],
  [/\biso[- ]?639|\blanguage code\b/iu, oneOf('en', 'de', 'fr', 'es', 'ja', 'pt', 'it', 'sv')],
  [/\biso[- ]?3166|\bcountry code\b/iu, oneOf('DE', 'US', 'FR', 'JP', 'BR', 'CA', 'IN', 'SE')],
  [/\biso[- ]?4217|\bcurrency code\b/iu, oneOf('EUR', 'USD', 'GBP', 'JPY', 'CHF', 'CAD')],
  [/\biana time ?zone|\btime ?zone name\b/iu, oneOf('Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'UTC')],
  [/\bcron expression\b/iu, oneOf('0 9 * * 1-5', '*/15 * * * *', '30 6 * * *')],
  [/\b(?:element|exact target).* reference\b.*\bsnapshot\b/iu, ({ stream }) => `e${1 + stream.below(90)}`],
  [/\bYYYY|\bISO ?8601\b(?! duration)|\bRFC ?3339\b/iu, ({ hint, stream }) => speakDayAsTold(hint, stream)],
  [
    /\bpath to (?:the |a |your )?(?:\w+ ){0,2}(?:directory|folder|repository|workspace|project)\b/iu,
    ({ faker }) => `/home/${userOf(faker)}/${slug(faker)}`,
  ],
];

/** A text that means what its place says: from what the description says plainly, then from the name, then from the rest. */
export function speakText(hint: Hint, stream: Stream): string {
  const source: Source = { hint, stream, faker: borrowFaker(stream) };
  const told = hint.description.slice(0, 300);
  const plain = plainlyTold.find(([words]) => words.test(told));
  return plain === undefined ? speakByName(source) : plain[1](source);
}

function speakByName(source: Source): string {
  const { hint, faker } = source;
  for (const name of [hint.name, singularOf(hint.name), hint.title]) {
    const speak = name === '' ? undefined : ruleFor(name);
    if (speak !== undefined) return speak(source);
  }
  const told = tellOf(hint.description);
  if (told !== undefined) return told(source);
  return `${faker.word.adjective()} ${faker.word.noun()}`;
}

/** Names and descriptions whose reading is remembered: a sampler meets the same few again and again. */
const MOST_KNOWN = 2_000;
const knownRules = new Map<string, Speak | undefined>();
const knownValues = new Map<string, Told>();

function ruleFor(name: string): Speak | undefined {
  if (knownRules.has(name)) return knownRules.get(name);
  const read = `_${wordsOf(name).join('_')}_`;
  const rule = rules.find(([words]) => words.test(read))?.[1];
  if (knownRules.size < MOST_KNOWN) knownRules.set(name, rule);
  return rule;
}

/** What a number in this place usually is. */
export function usualNumber(hint: Hint, whole: boolean): Usual {
  const read = `_${wordsOf(hint.name).join('_')}_`;
  const told = rangeIn(hint.description);
  const rule = numberRules.find(([words]) => words.test(read));
  const usual = rule?.[1] ?? { low: 1, high: 100, decimals: 2 };
  const decimals = whole ? 0 : usual.decimals;
  if (told === undefined && !/timestamp|epoch|unix/iu.test(hint.description)) {
    if (/\b(?:milliseconds|ms)\b/iu.test(hint.description)) return { low: 100, high: 5_000, decimals: 0 };
    if (/\bin (?:seconds|minutes|hours|days)\b|\bseconds to\b/iu.test(hint.description)) return { low: 1, high: 30, decimals: 0 };
  }
  return told === undefined ? { ...usual, decimals } : { low: told[0], high: told[1], decimals };
}

const numberRules: readonly [RegExp, Usual][] = [
  [/_(?:latitude|lat)_$/u, { low: -60, high: 60, decimals: 4 }],
  [/_(?:longitude|lon|lng|long)_$/u, { low: -150, high: 150, decimals: 4 }],
  [/_(?:page|page_number|pagenumber)_$/u, { low: 1, high: 10, decimals: 0 }],
  [
    /_(?:limit|per_page|page_size|pagesize|max_results|top_k|top|top_n|first|last|n|recent_n|max|count|num_results)_$/u,
    { low: 1, high: 50, decimals: 0 },
  ],
  [/_(?:offset|skip|start|cursor|index|position|from)_$/u, { low: 0, high: 100, decimals: 0 }],
  [/_(?:year|season)_$/u, { low: 2010, high: 2026, decimals: 0 }],
  [/_(?:month)_$/u, { low: 1, high: 12, decimals: 0 }],
  [/_(?:day)_$/u, { low: 1, high: 28, decimals: 0 }],
  [/_(?:hour|hours)_$/u, { low: 1, high: 23, decimals: 0 }],
  [/_(?:minute|minutes|second|seconds|duration|days|time)_$/u, { low: 1, high: 59, decimals: 0 }],
  [
    /_(?:timestamp|epoch|unix|unix_time|start_time|end_time|created|updated|date)_$|_at_$/u,
    { low: 1_767_225_600, high: 1_798_761_599, decimals: 0 },
  ],
  [/_(?:timeout|timeout_ms|delay|interval|ms|milliseconds)_$/u, { low: 100, high: 30_000, decimals: 0 }],
  [/_(?:age)_$/u, { low: 18, high: 80, decimals: 0 }],
  [/_(?:adults|children|guests|people|party_size|seats|rooms|infants|pets|nights)_$/u, { low: 1, high: 6, decimals: 0 }],
  [
    /_(?:price|amount|cost|total|balance|fee|budget|salary|income|revenue|payment|loan|principal|value|tip|net_income)_$/u,
    { low: 5, high: 2_000, decimals: 2 },
  ],
  [/_(?:percent|percentage|progress|discount|humidity|opacity)_$/u, { low: 1, high: 100, decimals: 1 }],
  [
    /_(?:probability|confidence|score|threshold|ratio|weight|similarity|alpha|top_p|learning_rate|rate|interest_rate)_$/u,
    { low: 0.01, high: 0.99, decimals: 2 },
  ],
  [/_(?:temperature)_$/u, { low: 0, high: 35, decimals: 1 }],
  [/_(?:rating|stars)_$/u, { low: 1, high: 5, decimals: 1 }],
  [/_(?:port)_$/u, { low: 1_024, high: 9_999, decimals: 0 }],
  [/_(?:width|height|viewport|resolution)_$/u, { low: 100, high: 1_920, decimals: 0 }],
  [
    /_(?:quantity|qty|amount_of|copies|units|repeat|iterations|steps|depth|level|retries|priority|size|version)_$/u,
    { low: 1, high: 10, decimals: 0 },
  ],
  [/_(?:ids?|number|issue_number|pull_number|identifier)_$/u, { low: 1, high: 9_999, decimals: 0 }],
];

/** What a description lists: values that are allowed, and none beside them, or examples. */
export interface Told {
  values: string[];
  closed: boolean;
}

const closedCue =
  /\b(?:one of|either|valid values|allowed values|possible values|supported values|accepted values|valid options|options are|must be|can be|could be|values)\b(?: the following)?(?: are| is| include)?\s*:?\s*/giu;
const exampleCue =
  /(?:\be\.?g\.?,?|\bi\.e\.?,?|\bfor example,?|\bexamples?:|\bexample,|\bsuch as|\blike|\bdefaults? (?:is|to|:)|\bdefault:)\s*:?\s*/giu;
const quoted = /^\s*(?:,|\/|\||or|and|,\s*or|,\s*and)?\s*(?:``|["'`“‘])([^"'`“”‘’]{1,60})(?:``|["'`”’])/u;

/** Values that a description lists in quotes after words such as "one of", or gives as examples after "e.g." and the like. */
export function valuesIn(description: string): Told {
  const known = knownValues.get(description);
  if (known !== undefined) return known;
  const told = readValues(description);
  if (knownValues.size < MOST_KNOWN) knownValues.set(description, told);
  return told;
}

function readValues(description: string): Told {
  const text = description.slice(0, 4_000);
  const closed = [...text.matchAll(closedCue)].flatMap((match) => quotedFrom(text, match.index + match[0].length));
  if (closed.length > 1) return { values: closed, closed: true };
  const examples: string[] = [];
  for (const match of text.matchAll(exampleCue)) {
    const start = match.index + match[0].length;
    const listed = quotedFrom(text, start);
    // Only after "e.g." is what is not in quotes an example rather than the rest of a sentence.
    examples.push(...(listed.length > 0 || !/e\.?g|\bexamples?[:,]|for example|such as/iu.test(match[0]) ? listed : bareFrom(text, start)));
  }
  return { values: examples, closed: false };
}

function quotedFrom(text: string, start: number): string[] {
  const found: string[] = [];
  let rest = text.slice(start, start + 400).replace(/^[([]/u, '');
  for (let match = quoted.exec(rest); match !== null && found.length < 20; match = quoted.exec(rest)) {
    if (!/[{}<>]/u.test(match[1] as string)) found.push(match[1] as string);
    rest = rest.slice(match[0].length);
  }
  return found;
}

function bareFrom(text: string, start: number): string[] {
  const clause = /^[^()[\]\n;"'`]{1,80}?(?=[)\];\n"'`]|\.(?:\s|$)|$|,? etc)/u.exec(text.slice(start, start + 120))?.[0] ?? '';
  // A city and its state are one value.
  if (/^\p{Lu}[\p{L} .]+, \p{Lu}{2,3}$/u.test(clause)) return [clause];
  return clause
    .split(/,\s+|\s+or\s+|\s+and\s+/u)
    .map((part) => part.replace(/^(?:or|and)\s+/u, '').trim())
    .filter((part) => part !== '' && part.length <= 40 && part.split(' ').length <= 4 && !part.endsWith('..'));
}

/** A range of numbers that a description states, such as "between 1 and 10" or "(1-100)". */
function rangeIn(description: string): [number, number] | undefined {
  const match = /(?:between|from|range:?|\()\s*(-?\d+(?:\.\d+)?)\s*(?:and|to|-|–|\.\.)\s*(\d+(?:\.\d+)?)(?=[\s).,]|$)/iu.exec(description);
  const [low, high] = [Number(match?.[1]), Number(match?.[2])];
  return match !== null && low < high ? [low, high] : undefined;
}

function tellOf(description: string): Speak | undefined {
  const told = description.slice(0, 300);
  if (/\b(?:url|uri)\b/iu.test(told)) return ({ faker }) => `https://example.com/${slug(faker)}`;
  if (/e-?mail address/iu.test(told)) return ({ faker }) => mailOf(faker);
  if (/YYYY|ISO ?8601|\bdate\b/iu.test(told)) return ({ hint, stream }) => speakDayAsTold(hint, stream);
  if (/\b(?:file|absolute|relative) path\b|path (?:to|of)/iu.test(told)) return pathOf;
  if (/\bcity\b/iu.test(told)) return cityOf;
  if (/\b(?:id|identifier) of\b|\bunique id/iu.test(told)) return ({ hint, stream }) => identifierOf(hint, stream);
  if (/\bname of (?:the|a) (?:person|user|customer|employee)/iu.test(told)) return ({ faker }) => faker.person.fullName();
  if (/\b(?:text|message|content|description)\b/iu.test(told)) return ({ faker }) => sentence(faker);
  return undefined;
}

/** A list's name as that of one item, roughly. */
function singularOf(name: string): string {
  return name.replace(/(?<=[a-z]{3})ies$/u, 'y').replace(/(?<=[a-rt-z]{2}|[a-z]e)s$/u, '');
}

function nameOf(source: Source): string {
  const { hint, faker } = source;
  const told = `${hint.name} ${hint.title} ${hint.description} ${hint.above.join(' ')}`.toLowerCase();
  if (/person|user|customer|contact|employee|patient|student|full name|player|author|guest/u.test(told)) return faker.person.fullName();
  if (/compan|organi[sz]ation|business/u.test(told)) return faker.company.name();
  if (/file/u.test(told)) return fileOf(source);
  if (/product|item/u.test(told)) return faker.commerce.productName();
  if (/city|location/u.test(told)) return cityOf(source);
  if (/table|column|database|branch|field|variable|secret|repository|package|bucket|container|namespace|pod/u.test(told))
    return `${slug(faker)}_${slug(faker)}`;
  return title(faker);
}

function pathOf({ hint, faker, stream }: Source): string {
  const told = `${hint.name} ${hint.description}`.toLowerCase();
  const file = fileOf({ hint, faker, stream });
  if (/absolute|full path/u.test(told)) return `/home/${userOf(faker)}/${file}`;
  return `${stream.pick(['docs', 'reports', 'data', 'src', 'notes', 'archive'])}/${file}`;
}

function fileOf({ hint, faker, stream }: Source): string {
  const told = `${hint.name} ${hint.description}`.toLowerCase();
  const ending = /\b(csv|json|pdf|xlsx|png|jpg|txt|md|html|xml|yaml|py|ts|js|docx|pptx|mp3|mp4|sql|svg|zip)\b/u.exec(told)?.[1];
  return `${slug(faker)}.${ending ?? stream.pick(['txt', 'md', 'csv', 'json', 'pdf'])}`;
}

function cityOf({ stream }: Source): string {
  return stream.pick(cities);
}

const cities = [
  'Berlin',
  'Paris',
  'Tokyo',
  'Boston',
  'Madrid',
  'Oslo',
  'Toronto',
  'Lisbon',
  'Vienna',
  'Dublin',
  'Chicago',
  'Prague',
  'Sydney',
  'Helsinki',
  'Seattle',
  'Milan',
  'Osaka',
  'Warsaw',
  'Denver',
  'Zurich',
] as const;

function speakLanguage({ hint, stream }: Source): string {
  const told = `${hint.name} ${hint.description}`;
  if (/program|code block|syntax|python|javascript/iu.test(told)) return stream.pick(['python', 'typescript', 'rust', 'go', 'java']);
  if (/locale|[a-z]{2}-[A-Z]{2}/u.test(told)) return stream.pick(['en-US', 'de-DE', 'fr-FR', 'ja-JP', 'es-ES', 'pt-BR']);
  return stream.pick(['en', 'de', 'fr', 'es', 'ja', 'pt', 'it', 'sv']);
}

function speakCode({ hint, stream }: Source): string {
  const told = `${hint.name} ${hint.description}`;
  if (/javascript|\bjs\b|page|browser|typescript/iu.test(told))
    return stream.pick(['document.title', '() => window.location.href', 'console.log("done")']);
  if (/math|function|expression|equation|integral|calculus/iu.test(told)) return stream.pick(['x**2', '3*x + 2', 'sin(x)', 'x**3 - 2*x']);
  return stream.pick(['print("hello")', 'print(sum(range(10)))', 'for n in range(3): print(n)']);
}

function speakQuery({ faker, stream }: Source): string {
  return stream.pick([
    () => `${faker.word.adjective()} ${faker.word.noun()}`,
    () => `${faker.commerce.product().toLowerCase()} reviews`,
    () => `best ${faker.commerce.product().toLowerCase()} in ${stream.pick(cities)}`,
    () => `history of ${stream.pick(cities)}`,
    () => `${faker.word.noun()} report`,
  ])();
}

function speakQuestion({ faker, stream }: Source): string {
  return stream.pick([
    () => `What is the population of ${stream.pick(cities)}?`,
    () => `Explain how a ${faker.word.noun()} works.`,
    () => `Write a short note about ${faker.commerce.product().toLowerCase()} prices.`,
    () => `How far is it from ${stream.pick(cities)} to ${stream.pick(cities)}?`,
  ])();
}

function identifierOf(hint: Hint, stream: Stream): string {
  if (/uuid|guid/iu.test(hint.description)) return borrowFaker(stream).string.uuid();
  if (/numeric|integer|number/iu.test(hint.description)) return String(1_000 + stream.below(99_000));
  return `${alphanumeric(stream, 8)}${stream.below(10)}`;
}

function mailOf(faker: Faker): string {
  return `${userOf(faker)}@example.com`;
}

function userOf(faker: Faker): string {
  return `${faker.person.firstName()}${faker.person.lastName().charAt(0)}`.toLowerCase().replace(/[^a-z]/gu, '');
}

function slug(faker: Faker): string {
  return faker.word
    .noun()
    .toLowerCase()
    .replace(/[^a-z]/gu, '');
}

function title(faker: Faker): string {
  const text = `${faker.word.adjective()} ${faker.word.noun()}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(faker: Faker): string {
  return `The ${faker.word.noun()} needs ${withArticle(faker.word.adjective())} ${faker.word.noun()} by ${faker.date.weekday()}.`;
}

function withArticle(word: string): string {
  return `${/^[aeiou]/u.test(word) ? 'an' : 'a'} ${word}`;
}

function digits(stream: Stream, length: number): string {
  return Array.from({ length }, () => stream.below(10)).join('');
}

function hexadecimal(stream: Stream, length: number): string {
  return Array.from({ length }, () => stream.below(16).toString(16)).join('');
}

function letters(stream: Stream, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(65 + stream.below(26))).join('');
}

function alphanumeric(stream: Stream, length: number): string {
  return Array.from({ length }, () => stream.below(36).toString(36)).join('');
}
