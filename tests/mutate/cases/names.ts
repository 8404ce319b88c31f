import {
  anyOrder,
  anything,
  type Case,
  choice,
  does,
  int,
  like,
  list,
  maybe,
  num,
  obj,
  one,
  right,
  said,
  str,
  tool,
  unsaid,
  user,
} from './kit.ts';

/** Names, ids, paths, addresses, quoted and free text. */
export const names: Case[] = [
  said(
    'name-of-programs',
    [
      tool(
        'layout_attach',
        'Attaches a view to a parent panel.',
        { view: str('Identifier of the view'), parent: str('Identifier of the panel') },
        ['view', 'parent'],
      ),
    ],
    [user('Please attach the view `mapView` to the panel `mapArea`.'), does('layout_attach', { view: 'mapView', parent: 'mapArea' })],
    right('layout_attach', { view: one('mapView'), parent: one('mapArea') }),
  ),
  said(
    'name-city-by-nickname',
    [tool('museum_hours', 'When museums are open.', { museum: str('Museum'), city: str('City') }, ['museum', 'city'])],
    [user('When does the Museum of Bells open in NYC?'), does('museum_hours', { museum: 'Museum of Bells', city: 'New York' })],
    right('museum_hours', {
      museum: one('Museum of Bells'),
      city: one('New York', 'NYC', 'New York City', 'New York, NY', 'Manhattan'),
    }),
  ),
  said(
    'name-city-with-state',
    [tool('current_weather', 'Weather now.', { location: str('City and state, e.g. Denver, CO') }, ['location'])],
    [user('How is the weather in boston?'), does('current_weather', { location: 'Boston, MA' })],
    right('current_weather', { location: one('Boston, MA', 'Boston', 'Boston, Massachusetts', 'Boston, USA') }),
  ),
  said(
    'name-doctor-with-title',
    [
      tool('book_visit', 'Book a visit at the surgery.', { doctor: str('Who'), day: str('YYYY-MM-DD'), reason: str('In a few words') }, [
        'doctor',
        'day',
      ]),
    ],
    [
      user('I need to see Dr. Okonjo on 2026-10-05 because of my knee.'),
      does('book_visit', { doctor: 'Dr. Okonjo', day: '2026-10-05', reason: 'knee' }),
    ],
    right('book_visit', { doctor: one('Dr. Okonjo', 'Okonjo', 'Doctor Okonjo'), day: one('2026-10-05'), reason: anything }),
  ),
  said(
    'name-email-and-subject',
    [
      tool('send_mail', 'Send a mail.', { to: str('Address', { format: 'email' }), subject: str('Subject'), body: str('Text') }, [
        'to',
        'subject',
        'body',
      ]),
    ],
    [
      user('Mail ruth.adeyemi@fernhill.example with the subject "Roof estimate" and tell her that we accept it.'),
      does('send_mail', { to: 'ruth.adeyemi@fernhill.example', subject: 'Roof estimate', body: 'Hello Ruth, we accept your estimate.' }),
    ],
    right('send_mail', { to: one('ruth.adeyemi@fernhill.example'), subject: one('Roof estimate'), body: like(/accept/iu) }),
  ),
  said(
    'name-path-to-path',
    [tool('move_file', 'Move or rename a file.', { source: str('Path of the file'), target: str('Path it gets') }, ['source', 'target'])],
    [
      user('Move drafts/letter-03.md to sent/letter-03.md'),
      does('move_file', { source: 'drafts/letter-03.md', target: 'sent/letter-03.md' }),
    ],
    right('move_file', { source: one('drafts/letter-03.md', './drafts/letter-03.md'), target: one('sent/letter-03.md', 'sent/', 'sent') }),
  ),
  said(
    'name-invoice-number',
    [tool('get_invoice', 'One invoice.', { number: str('Number of the invoice') }, ['number'])],
    [user('pull up invoice inv-2044 for me'), does('get_invoice', { number: 'INV-2044' })],
    right('get_invoice', { number: one('INV-2044', '2044', 'INV2044') }),
  ),
  said(
    'name-search-words-are-free',
    [
      tool(
        'search_articles',
        'Search articles.',
        { query: str('Words to look for'), limit: int('How many', { maximum: 50, default: 10 }) },
        ['query'],
      ),
    ],
    [
      user('Find me 5 articles about how urban beekeeping changes pollination'),
      does('search_articles', { query: 'urban beekeeping pollination', limit: 5 }),
    ],
    right('search_articles', { query: like(/beekeep/iu, /pollinat/iu), limit: one(5) }),
  ),
  unsaid(
    'name-only-a-free-query',
    [tool('web_search', 'Search the web.', { query: str('Words to look for') }, ['query'])],
    [user('why do cats knock things off tables'), does('web_search', { query: 'why do cats knock things off tables' })],
    right('web_search', { query: like(/cat/iu) }),
  ),
  said(
    'name-quoted-replacement',
    [
      tool(
        'replace_text',
        'Replace words in a file.',
        { file: str('Path'), find: str('Exact text that goes'), replacement: str('Text that comes') },
        ['file', 'find', 'replacement'],
      ),
    ],
    [
      user('In notes/menu.txt, replace "leek soup" by "pumpkin soup".'),
      does('replace_text', { file: 'notes/menu.txt', find: 'leek soup', replacement: 'pumpkin soup' }),
    ],
    right('replace_text', { file: one('notes/menu.txt'), find: one('leek soup'), replacement: one('pumpkin soup') }),
  ),
  said(
    'name-with-accents',
    [
      tool(
        'airport_of',
        'Airports near a city.',
        { city: str('City, in English'), country: str('Country'), radius_km: num('How near', { default: 50 }) },
        ['city'],
      ),
    ],
    [user('Airports around São Paulo in Brazil?'), does('airport_of', { city: 'Sao Paulo', country: 'Brazil' })],
    right('airport_of', { city: one('Sao Paulo', 'São Paulo'), country: maybe('Brazil', 'BR', 'Brasil'), radius_km: maybe(50) }),
  ),
  said(
    'name-plural-ingredients',
    [
      tool(
        'find_recipes',
        'Recipes by what goes in.',
        { ingredients: list(str('One ingredient'), 'What goes in'), max_minutes: int('Most minutes') },
        ['ingredients'],
      ),
    ],
    [
      user('What can I cook with eggplants, chickpeas and tomatoes in 40 minutes at most?'),
      does('find_recipes', { ingredients: ['eggplant', 'chickpeas', 'tomato'], max_minutes: 40 }),
    ],
    right('find_recipes', {
      ingredients: anyOrder(one('eggplant', 'eggplants', 'aubergine'), one('chickpea', 'chickpeas'), one('tomato', 'tomatoes')),
      max_minutes: one(40),
    }),
  ),
  said(
    'name-genre-by-abbreviation',
    [tool('list_films', 'Films that are shown.', { genre: str('Genre'), cinema: str('Which cinema') }, ['genre'])],
    [user('Any sci-fi films on at the Regent?'), does('list_films', { genre: 'science fiction', cinema: 'Regent' })],
    right('list_films', { genre: one('science fiction', 'sci-fi', 'scifi', 'sf'), cinema: one('Regent', 'The Regent', 'Regent Cinema') }),
  ),
  said(
    'name-person-of-contact',
    [
      tool(
        'add_contact',
        'Save a contact.',
        { contact: obj({ first: str('First name'), last: str('Last name'), phone: str('Number') }, ['first', 'last'], 'Who') },
        ['contact'],
      ),
    ],
    [
      user('Save Henrik Solberg as a contact, his number is +47 555 01 382.'),
      does('add_contact', { contact: { first: 'Henrik', last: 'Solberg', phone: '+47 555 01 382' } }),
    ],
    right('add_contact', {
      contact: (value) =>
        one(
          { first: 'Henrik', last: 'Solberg', phone: '+47 555 01 382' },
          { first: 'Henrik', last: 'Solberg', phone: '+4755501382' },
        )(value),
    }),
  ),
  said(
    'name-symptom-and-language',
    [
      tool('translate', 'Translate a text.', { text: str('What is said'), target_language: str('Language or ISO 639-1 code') }, [
        'text',
        'target_language',
      ]),
    ],
    [
      user('How do you say "Where is the harbour?" in Finnish?'),
      does('translate', { text: 'Where is the harbour?', target_language: 'fi' }),
    ],
    right('translate', { text: one('Where is the harbour?'), target_language: one('fi', 'Finnish', 'fi-FI', 'fin', 'suomi') }),
  ),
  said(
    'name-country-by-adjective',
    [
      tool(
        'find_restaurants',
        'Places to eat.',
        { cuisine: choice(['italian', 'thai', 'greek', 'mexican', 'indian'], 'Kitchen'), area: str('Part of town') },
        ['cuisine', 'area'],
      ),
    ],
    [
      user("I'm in the mood for food from Greece, somewhere in Northgate"),
      does('find_restaurants', { cuisine: 'greek', area: 'Northgate' }),
    ],
    right('find_restaurants', { cuisine: one('greek'), area: one('Northgate', 'North gate') }),
  ),
];
