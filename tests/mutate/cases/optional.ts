import { anything, bool, type Case, choice, does, int, like, maybe, num, one, right, said, str, tool, unsaid, user } from './kit.ts';

/** Arguments that may be left out, told and untold. */
export const optional: Case[] = [
  said(
    'optional-filter-is-told',
    [
      tool(
        'list_orders',
        'Orders of a customer.',
        { customer: str('Name'), status: choice(['open', 'shipped', 'cancelled'], 'Only these') },
        ['customer'],
      ),
    ],
    [user('Which orders of Larkspur Dairy are still open?'), does('list_orders', { customer: 'Larkspur Dairy', status: 'open' })],
    right('list_orders', { customer: one('Larkspur Dairy', 'Larkspur'), status: one('open') }),
  ),
  said(
    'optional-nothing-told',
    [
      tool(
        'find_hotels',
        'Hotels in a town.',
        { town: str('Town'), stars: int('Least stars', { minimum: 1, maximum: 5 }), pool: bool('Must have a pool') },
        ['town'],
      ),
    ],
    [user('Hotels in Ljubljana, please'), does('find_hotels', { town: 'Ljubljana' })],
    right('find_hotels', { town: one('Ljubljana', 'Ljubljana, Slovenia'), stars: anything, pool: maybe(false) }),
  ),
  said(
    'optional-default-told-and-same',
    [
      tool(
        'list_events',
        'What is on in town.',
        { town: str('Town'), within_km: num('How far around. Defaults to 10.'), free: bool('Only what costs nothing') },
        ['town'],
      ),
    ],
    [user('Free events in Aarhus within 10 km'), does('list_events', { town: 'Aarhus', within_km: 10, free: true })],
    right('list_events', { town: one('Aarhus', 'Århus'), within_km: maybe(10), free: one(true) }),
  ),
  said(
    'optional-limit-told',
    [
      tool(
        'recent_commits',
        'Last commits of a branch.',
        { repository: str('owner/name'), branch: str('Branch', { default: 'main' }), limit: int('How many', { default: 20 }) },
        ['repository'],
      ),
    ],
    [
      user('Last 8 commits on the release-3.2 branch of heronworks/tidebook'),
      does('recent_commits', { repository: 'heronworks/tidebook', branch: 'release-3.2', limit: 8 }),
    ],
    right('recent_commits', { repository: one('heronworks/tidebook'), branch: one('release-3.2'), limit: one(8) }),
  ),
  said(
    'optional-note-is-free-text',
    [
      tool('ship_parcel', 'Send a parcel.', { to: str('Receiver'), weight_kg: num('Weight in kg'), note: str('For the driver') }, [
        'to',
        'weight_kg',
      ]),
    ],
    [
      user('Ship a 3.5 kg parcel to Mireille Dubois, tell the driver the bell is broken.'),
      does('ship_parcel', { to: 'Mireille Dubois', weight_kg: 3.5, note: 'The bell is broken.' }),
    ],
    right('ship_parcel', { to: one('Mireille Dubois'), weight_kg: one(3.5), note: like(/bell/iu, /broken|not work|knock/iu) }),
  ),
  said(
    'optional-language-code',
    [
      tool(
        'read_page',
        'One page of the handbook.',
        { page: int('Page'), language: choice(['en', 'de', 'fr', 'nl'], 'Language', { default: 'en' }) },
        ['page'],
      ),
    ],
    [user('Show me page 12 of the handbook in Dutch'), does('read_page', { page: 12, language: 'nl' })],
    right('read_page', { page: one(12), language: one('nl') }),
  ),
  unsaid(
    'optional-no-arguments-at-all',
    [tool('server_status', 'Whether the server is well.', {}, [])],
    [user('Is the server all right?'), does('server_status', {})],
    right('server_status', {}),
  ),
  unsaid(
    'optional-the-model-picks',
    [tool('random_joke', 'A joke.', { topic: str('About what; anything if left out'), seed: int('For luck') }, [])],
    [user('Tell me a joke!'), does('random_joke', { topic: 'animals', seed: 4 })],
    right('random_joke', { topic: anything, seed: anything }),
  ),
];
