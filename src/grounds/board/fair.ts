/** What a school's summer fair still needs, as the parents' committee keeps it on its board. Written by hand. */

export type CardType = 'epic' | 'todo' | 'issue' | 'question';
export type Status = 'backlog' | 'todo' | 'in_progress' | 'review' | 'done' | 'closed';

export interface Card {
  id: number;
  type: CardType;
  status: Status;
  title: string;
  text: string | null;
  parent: number | null;
  tags: readonly string[];
}

const card = (
  id: number,
  type: CardType,
  status: Status,
  title: string,
  text: string | null,
  parent: number | null,
  ...tags: string[]
): Card => ({
  id,
  type,
  status,
  title,
  text,
  parent,
  tags,
});

export const CARDS: readonly Card[] = [
  card(1, 'epic', 'in_progress', 'Stalls', 'Everything that stands on the field', null),
  card(2, 'epic', 'in_progress', 'Stage programme', 'Music and dance from two to five', null),
  card(3, 'epic', 'in_progress', 'Food and drink', 'Grill, cakes and the tea tent', null),
  card(4, 'epic', 'todo', 'Raffle and tombola', 'Prizes, tickets and the draw', 1),
  card(5, 'epic', 'todo', 'Safety and permits', 'What the council asks of us', null),
  card(6, 'todo', 'done', 'Book the small marquee', 'Hallam Tents, 4 by 6 metres', 1, 'hire'),
  card(7, 'todo', 'in_progress', 'Book the large marquee', 'Hallam Tents, 6 by 12 metres', 1, 'hire', 'urgent'),
  card(8, 'todo', 'todo', 'Borrow trestle tables', 'Twenty from the scouts', 1),
  card(9, 'todo', 'backlog', 'Borrow folding chairs', 'Eighty from the church', 1, 'volunteers'),
  card(10, 'todo', 'backlog', 'Paint the stall signs', 'One for each of the twelve stalls', 1, 'parents'),
  card(11, 'todo', 'in_progress', 'Ask the brass band', 'They want to know the length of the set', 2),
  card(12, 'todo', 'done', 'Ask the school choir', 'Three songs at half past two', 2),
  card(13, 'todo', 'todo', 'Hire the sound system', 'Two microphones and a mixer', 2, 'hire'),
  card(14, 'todo', 'backlog', 'Print the stage programme', 'Two hundred copies', 2, 'printing'),
  card(15, 'todo', 'todo', 'Order the pork sausages', 'Two hundred from Dyson Butchers', 3, 'kitchen'),
  card(16, 'todo', 'backlog', 'Order the veggie sausages', 'Eighty from Dyson Butchers', 3, 'kitchen'),
  card(17, 'todo', 'done', 'Borrow the tea urn', 'From the village hall', 3, 'kitchen'),
  card(18, 'todo', 'in_progress', 'Borrow the ice box', 'From the cricket club', 3, 'kitchen'),
  card(19, 'todo', 'in_progress', 'Find cake bakers', 'Fifteen families so far', 3, 'volunteers', 'parents', 'kitchen', 'urgent'),
  card(20, 'todo', 'in_progress', 'Collect raffle prizes', 'Letters are out to forty shops', 4, 'volunteers'),
  card(21, 'todo', 'todo', 'Print raffle tickets', 'Numbered from 1 to 1500', 4, 'printing'),
  card(22, 'todo', 'backlog', 'Fold tombola tickets', 'Year 5 offered to help', 4, 'printing'),
  card(23, 'todo', 'done', 'Apply for the street permit', 'Granted for Mill Lane', 5, 'council'),
  card(24, 'todo', 'todo', 'Apply for the music licence', 'Form 7, needs the stage times', 5, 'council', 'urgent'),
  card(25, 'todo', 'backlog', 'Renew the event insurance', 'Runs out at the end of the month', 5),
  card(26, 'todo', 'backlog', 'Walk the field with the fire officer', 'Officer Lindley prefers mornings', 5, 'council'),
  card(27, 'todo', 'backlog', 'Find someone with a trailer', 'For the trestle tables', 1, 'volunteers'),
  card(28, 'todo', 'todo', 'Sew new bunting', 'Forty metres in green and white', 1, 'parents'),
  card(29, 'issue', 'todo', 'Water tap by the field leaks', 'The caretaker has a spare washer', 5),
  card(30, 'issue', 'in_progress', 'Gate key is missing', 'Last seen at the spring cleaning', null, 'urgent'),
  card(31, 'issue', 'review', 'Kitchen freezer is too warm', 'Reads minus nine instead of minus eighteen', 3, 'kitchen'),
  card(32, 'question', 'review', 'Do we need a second first aider?', 'Depends on how many guests we expect', 5, 'urgent'),
  card(33, 'question', 'backlog', 'Who opens the hall at seven?', null, null),
  card(34, 'question', 'closed', 'Can dogs come to the fair?', null, null),
];

/** source, what it does, target */
export const LINKS: readonly (readonly [number, 'blocks' | 'depends_on' | 'relates_to', number])[] = [
  [24, 'blocks', 13],
  [24, 'blocks', 11],
  [24, 'blocks', 14],
  [24, 'blocks', 2],
  [24, 'relates_to', 13],
  [25, 'blocks', 26],
  [29, 'blocks', 26],
  [30, 'blocks', 26],
  [32, 'blocks', 26],
  [20, 'blocks', 22],
  [21, 'depends_on', 20],
  [14, 'depends_on', 11],
  [14, 'depends_on', 12],
  [16, 'relates_to', 15],
  [31, 'blocks', 15],
  [31, 'blocks', 16],
  [10, 'depends_on', 28],
  [27, 'blocks', 8],
  [18, 'relates_to', 31],
  [33, 'relates_to', 30],
];

export const UPDATES: readonly { text: string; cards: readonly number[] }[] = [
  { text: 'Street permit for Mill Lane is in the folder', cards: [23] },
  { text: 'Choir sings at half past two', cards: [12] },
  { text: 'Small marquee is paid for', cards: [6] },
  { text: 'Eleven shops have promised a prize', cards: [20] },
  { text: 'Cricket club wants the ice box back by Monday', cards: [18] },
  { text: 'Twenty-three shops have promised a prize', cards: [20] },
  { text: 'Caretaker looks at the tap and the freezer on Thursday', cards: [29, 31] },
  { text: 'Large marquee costs 40 pounds more than last year', cards: [7] },
];

export const DECISIONS: readonly { card: number; choice: string; instead: string; because: string }[] = [
  { card: 7, choice: 'White marquee with two open sides', instead: 'Closed green marquee', because: 'Cooler and cheaper' },
  { card: 11, choice: 'One set of forty minutes', instead: 'Two sets of twenty', because: 'The band has to leave at four' },
  { card: 13, choice: 'Hire from the arts centre', instead: 'Borrow from the school', because: 'The school mixer hums' },
  { card: 15, choice: 'Two hundred sausages', instead: 'Two hundred and fifty', because: 'Sixty were left last year' },
  { card: 20, choice: 'No alcohol among the prizes', instead: 'One hamper with wine', because: 'Children buy tickets too' },
  { card: 21, choice: 'Print at the library', instead: 'Order online', because: 'Ready in two days' },
  { card: 34, choice: 'Dogs stay outside the gate', instead: 'Dogs on a lead', because: 'The grill is at their height' },
];

/** The steps of each kind of card, in order. */
export const STEPS: Readonly<Record<CardType, readonly Status[]>> = {
  epic: ['backlog', 'todo', 'in_progress', 'review', 'done', 'closed'],
  todo: ['backlog', 'todo', 'in_progress', 'done'],
  issue: ['backlog', 'todo', 'in_progress', 'review', 'done', 'closed'],
  question: ['backlog', 'review', 'closed'],
};
