import { type Stream, streamOf } from '../../random/stream.ts';

/** Someone in the graph: who they are and which organisation they belong to (null: the firm itself). */
export interface Person {
  name: string;
  role: string;
  organisation: string | null;
}

/** Names that are easy to take for one another: a shared first name, a shared surname, a letter apart. */
const NAMES = [
  ['Hannah Doyle', 'Hannah Pike', 'Sam Doyle'],
  ['Tom Ashworth', 'Tom Ashby', 'Tamsin Ashworth'],
  ['Ellen Marsh', 'Helen Marsh', 'Ellen Marlow'],
  ['Priya Nair', 'Priya Anand'],
  ['Joe Kettle', 'Joan Kettle'],
  ['Marek Nowak', 'Marta Nowak'],
  ['Ruth Calder', 'Ruth Caldwell'],
  ['Owen Pryce', 'Owen Price'],
  ['Leila Haddad', 'Leila Hassan'],
  ['Callum Reid', 'Colin Reid'],
  ['Grace Okafor', 'Grace Oakley'],
  ['Stefan Brandt', 'Steven Brand'],
  ['Fiona Lowe', 'Fiona Lowry'],
  ['Idris Vaughan', 'Megan Vaughan'],
  ['Anya Petrova', 'Craig Sutton', 'Beth Holroyd'],
] as const;

/** Jobs in the firm: each held by one person. */
export const STAFF_ROLES = [
  'managing director',
  'studio manager',
  'bookkeeper',
  'senior designer',
  'graduate designer',
  'controls programmer',
  'CAD technician',
  'project manager',
  'site supervisor',
  'estimator',
  'photometric analyst',
  'apprentice',
  'workshop supervisor',
  'sales coordinator',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Whom the firm talks to at each client. */
const CLIENT_CONTACTS: readonly (readonly [organisation: string, role: string])[] = [
  ['Harbour Trust', 'harbour master'],
  ['Ryedale Museum', 'curator'],
  ['Abbey Dental Whitby', 'practice manager'],
  ['Abbey Dental Malton', 'practice manager'],
  ['Coastline Credit Union Filey', 'branch manager'],
  ['Coastline Credit Union Bridlington', 'branch manager'],
  ['Moorside Brewery', 'head brewer'],
  ['Pickering Town Council', 'town clerk'],
  ['Rowan Court Hotel', 'general manager'],
  ['Rowan Tree School', 'head teacher'],
  ["St Hilda's Hospice", 'facilities manager'],
  ['Larkfield Farm Shop', 'shop owner'],
];

const SUPPLIER_CONTACTS: readonly (readonly [organisation: string, role: string])[] = [
  ['Brightwell Fixtures', 'account manager'],
  ['Brightwater Glass', 'glass cutter'],
  ['Cobalt Controls', 'technical support engineer'],
  ['Cobble Lane Cables', 'depot manager'],
  ['Halden Optics', 'sales engineer'],
  ['Halden Steelwork', 'yard foreman'],
  ['Northgate Electrical', 'contracts manager'],
  ['Northway Electrical', 'duty electrician'],
];

export interface Cast {
  staff: readonly Person[];
  clientContacts: readonly Person[];
  supplierContacts: readonly Person[];
  /** the member of staff with this job */
  holderOf(role: StaffRole): Person;
}

/** Deals the names out over the jobs. */
export function dealCast(seed: string): Cast {
  const stream: Stream = streamOf(seed, 'cast');
  const names = stream.shuffle(NAMES.flat());
  const take = (): string => {
    const name = names.pop();
    if (name === undefined) throw new RangeError('there are more jobs than names');
    return name;
  };
  const contact = ([organisation, role]: readonly [string, string]): Person => ({ name: take(), role, organisation });
  const staff = STAFF_ROLES.map((role): Person => ({ name: take(), role, organisation: null }));
  return {
    staff,
    clientContacts: CLIENT_CONTACTS.map(contact),
    supplierContacts: SUPPLIER_CONTACTS.map(contact),
    holderOf: (role) => staff[STAFF_ROLES.indexOf(role)] as Person,
  };
}
