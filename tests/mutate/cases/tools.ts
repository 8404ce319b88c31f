import { anything, type Case, choice, does, int, like, maybe, one, right, said, str, tool, unsaid, user } from './kit.ts';

const cards = [
  tool(
    'create_card',
    'Put a new card on the board.',
    { title: str('Title'), column: choice(['todo', 'doing', 'done'], 'Where'), points: int('Effort') },
    ['title', 'column'],
  ),
  tool(
    'move_card',
    'Move a card to another column.',
    { card: str('Title of the card'), column: choice(['todo', 'doing', 'done'], 'Where') },
    ['card', 'column'],
  ),
  tool('delete_card', 'Take a card off the board for good.', { card: str('Title of the card') }, ['card']),
  tool('archive_card', 'Put a card out of sight.', { card: str('Title of the card') }, ['card']),
  tool('list_cards', 'Cards of one column.', { column: choice(['todo', 'doing', 'done'], 'Which') }, ['column']),
];

/** Tools with others beside them, tools whose arguments may change places, tools that cannot be got wrong. */
export const tools: Case[] = [
  said(
    'tool-one-of-many',
    cards,
    [user('Move the card "Paint the fence" to done.'), does('move_card', { card: 'Paint the fence', column: 'done' })],
    right('move_card', { card: one('Paint the fence'), column: one('done') }),
  ),
  said(
    'tool-distance-either-way',
    [
      tool(
        'distance',
        'Distance between two cities.',
        { city_a: str('One city'), city_b: str('The other city'), unit: choice(['km', 'miles'], 'Unit', { default: 'km' }) },
        ['city_a', 'city_b'],
      ),
    ],
    [user('How far is it from Tallinn to Riga, in miles?'), does('distance', { city_a: 'Tallinn', city_b: 'Riga', unit: 'miles' })],
    right('distance', { city_a: one('Tallinn', 'Tallinn, Estonia'), city_b: one('Riga', 'Riga, Latvia'), unit: one('miles', 'mi') }),
    right('distance', { city_a: one('Riga', 'Riga, Latvia'), city_b: one('Tallinn', 'Tallinn, Estonia'), unit: one('miles', 'mi') }),
  ),
  unsaid(
    'tool-essay-in-free-words',
    [tool('write_note', 'Write a note.', { text: str('The note'), mood: choice(['plain', 'warm'], 'How it sounds') }, ['text'])],
    [
      user('Write something kind for my neighbours, they are moving away.'),
      does('write_note', { text: 'We will miss you. All the best!', mood: 'warm' }),
    ],
    right('write_note', { text: anything, mood: maybe('warm') }),
  ),
  unsaid(
    'tool-password-to-be-made-up',
    [
      tool('create_password', 'A new password.', { length: int('How long', { minimum: 8, maximum: 64 }), hint: str('To remember it') }, [
        'length',
      ]),
    ],
    [user('Make me a good long password'), does('create_password', { length: 24, hint: 'new password' })],
    right('create_password', { length: anything, hint: like(/.*/u) }),
  ),
];
