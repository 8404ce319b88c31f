import type { Chain, EarlierReplies, JsonObject } from '../recipe.ts';
import { at, callOn } from './calls.ts';
import type { Facts } from './facts.ts';
import type { Shelf } from './reads.ts';

/** Calls that feed each other. */
export function* serialChains(facts: Facts, shelf: Shelf): Iterable<Chain> {
  yield* byOutline(shelf);
  yield* byRemark(shelf);
  yield* workOnCopy(facts, shelf);
  yield* fillNew(facts);
}

/** Look how the document is built, then work on the paragraph that was meant. */
function* byOutline({ policies, offers }: Shelf): Iterable<Chain> {
  const lines: readonly (readonly [file: string, texts: readonly string[]])[] = [
    [
      policies[0] as string,
      [
        'Everyone employed by Tidewell Catering.',
        'Full-time staff have 26 days a year.',
        'Fill in the form in the office',
        'Ask at least four weeks ahead',
      ],
    ],
    [policies[1] as string, ['Mileage is paid at 45 pence a mile.', 'Keep every receipt', 'Hand in the claim by the fifth of the month']],
    [
      policies[2] as string,
      ['Full pay is kept up for ten days a year.', 'A doctor signs from the eighth day on.', 'Call the kitchen before 7:00'],
    ],
    [policies[3] as string, ['Hands are washed for twenty seconds.', 'Wear a clean apron every day', 'Write the date on every tub']],
    [offers[0] as string, ['A signed copy of this letter', 'Your bank details', 'Proof of your right to work']],
    [offers[1] as string, ['A signed copy of this letter', 'Your bank details', 'Proof of your right to work']],
  ];
  for (const [file, texts] of lines) {
    for (const text of texts) {
      const found = (earlier: EarlierReplies): number | null => {
        const entry = paragraphsIn(earlier).find((paragraph) => paragraph.text === text);
        return entry === undefined ? null : entry.index;
      };
      for (const [tool, rest] of [
        ['delete_paragraph', {}],
        ['add_endnote_to_document', { endnote_text: 'Under review since June.' }],
      ] as const) {
        const scenario = tool === 'delete_paragraph' ? 'chain:outline-then-delete' : 'chain:outline-then-note';
        yield [
          callOn('get_document_outline', file, {}, scenario),
          {
            tool,
            arguments: (earlier) => {
              const index = found(earlier);
              return index === null ? null : ({ filename: at(file), paragraph_index: index, ...rest } satisfies JsonObject);
            },
            scenario,
            upstream: { '/paragraph_index': { label: text } },
          },
        ];
      }
    }
  }
}

/** Read all remarks, then all of the person who wrote a certain one. */
function* byRemark({ contracts, policies, minutes }: Shelf): Iterable<Chain> {
  const scenario = 'chain:comments-then-author';
  const remarks: readonly (readonly [file: string, texts: readonly string[]])[] = [
    ...contracts.map((file) => [file, ['We should ask for more next year']] as const),
    ...minutes.map((file) => [file, ['I was against this one', 'Agreed by all in the end', 'The figure is net of VAT']] as const),
    [policies[0] as string, ['New hires get 25 to 28', 'Three would do']],
    [policies[1] as string, ['The rate holds for 2026', 'Too low for London']],
    [policies[2] as string, ['Ten is generous', 'The law says seven days']],
    [policies[3] as string, ['The poster says the same', 'The cold room is at six']],
  ];
  for (const [file, texts] of remarks) {
    for (const text of texts) {
      yield [
        callOn('get_all_comments', file, {}, scenario),
        {
          tool: 'get_comments_by_author',
          arguments: (earlier) => {
            const author = authorOf(earlier, text);
            return author === null ? null : { filename: at(file), author };
          },
          scenario,
          upstream: { '/author': { label: text } },
        },
      ];
    }
  }
}

/** Copy a document, then change the copy. */
function* workOnCopy(facts: Facts, { contracts }: Shelf): Iterable<Chain> {
  const scenario = 'chain:copy-then-replace';
  for (const [at_, source] of contracts.entries()) {
    const { contact } = facts.clients[at_] as Facts['clients'][number];
    const copy = 'contracts/draft.docx';
    const changes: readonly (readonly [find: string, replace: string])[] = [
      [contact, 'Nina Boone'],
      [contact, 'Nora Boone'],
      ['four weeks', 'six weeks'],
      ['four weeks', 'two weeks'],
    ];
    for (const [find, replace] of changes) {
      yield [
        { tool: 'copy_document', arguments: { source_filename: at(source), destination_filename: at(copy) }, scenario },
        { ...callOn('search_and_replace', copy, { find_text: find, replace_text: replace }, scenario), upstream: { '/filename': {} } },
      ];
    }
  }
}

/** Start a document, then write its first line. */
function* fillNew(facts: Facts): Iterable<Chain> {
  const scenario = 'chain:create-then-write';
  const starts: readonly (readonly [file: string, texts: readonly string[]])[] = [
    ['minutes/minutes-2026-07.docx', ['Minutes of the staff meeting', 'Minutes of the summer party']],
    ['policies/parking-policy.docx', ['Parking policy', 'Parking at Chain Street']],
    ['menus/menu-autumn-2026.docx', ['Autumn menu', 'Menu from October']],
    ['notes.docx', [`Notes for ${facts.manager}`, `Notes for ${facts.chef}`]],
  ];
  for (const [file, texts] of starts) {
    for (const text of texts) {
      for (const tool of ['add_heading', 'add_paragraph']) {
        yield [callOn('create_document', file, {}, scenario), { ...callOn(tool, file, { text }, scenario), upstream: { '/filename': {} } }];
      }
    }
  }
}

function paragraphsIn(earlier: EarlierReplies): { index: number; text: string }[] {
  return (JSON.parse(textOf(earlier)) as { paragraphs: { index: number; text: string }[] }).paragraphs;
}

function authorOf(earlier: EarlierReplies, remark: string): string | null {
  const { comments } = JSON.parse(textOf(earlier)) as { comments: { author: string; text: string }[] };
  return comments.find(({ text }) => text === remark)?.author ?? null;
}

function textOf(earlier: EarlierReplies): string {
  const [part] = earlier.at(-1)?.content ?? [];
  return typeof part?.text === 'string' ? part.text : '';
}
