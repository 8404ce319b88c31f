/** What the firm works on and with, written by hand; people, dates and amounts are dealt in `world.ts`. */

export interface Client {
  name: string;
  town: string;
  sector: string;
  /** account code on invoices */
  account: string;
  /** notes in the words of whoever kept them */
  notes: readonly string[];
}

export interface Supplier {
  name: string;
  makes: string;
  leadWeeks: number;
  notes: readonly string[];
}

export interface Project {
  name: string;
  client: string;
  /** first day of the month in which it began */
  begins: string;
  stage: string;
  brief: readonly string[];
  supplier: string;
  installer: string;
}

export interface Happening {
  name: string;
  /** the project it is about, if any; it takes place `after` days after that began */
  project: string | null;
  after: number;
  /** day, where no project sets it */
  day: string | null;
  notes: readonly string[];
}

export const TOWNS: readonly { name: string; notes: readonly string[] }[] = [
  { name: 'Scarborough', notes: ['Home of the studio', 'Van parking behind the workshop'] },
  { name: 'Whitby', notes: ['45 minutes by van', 'Swing bridge closes at high tide'] },
  { name: 'Malton', notes: ['35 minutes by van', 'Market day is Saturday'] },
  { name: 'Pickering', notes: ['30 minutes by van', 'Market day is Monday'] },
  { name: 'Filey', notes: ['20 minutes by van', 'No deliveries on the seafront after 10:00'] },
  { name: 'Bridlington', notes: ['40 minutes by van', 'No deliveries on the quay before 09:00'] },
];

/** Places inside a town where the firm works or meets. */
export const SITES: readonly { name: string; town: string; notes: readonly string[] }[] = [
  { name: 'South Pier', town: 'Scarborough', notes: ['Gate code changes every month', 'Salt spray on windy days'] },
  { name: 'North Pier', town: 'Bridlington', notes: ['Key held by the lock keeper', 'Salt spray on windy days'] },
  { name: 'Unit 4 Dunslow Road', town: 'Scarborough', notes: ['Studio with a dark room for mock-ups', 'Alarm set at 18:30'] },
  { name: 'Unit 14 Dunslow Road', town: 'Scarborough', notes: ['Workshop with a 2 tonne hoist', 'Alarm set at 17:00'] },
];

export const CLIENTS: readonly Client[] = [
  {
    name: 'Harbour Trust',
    town: 'Scarborough',
    sector: 'public realm',
    account: 'HT-03',
    notes: ['Pays on 30-day terms', 'Needs method statements a week ahead'],
  },
  {
    name: 'Ryedale Museum',
    town: 'Malton',
    sector: 'heritage',
    account: 'RM-07',
    notes: ['Pays on 30-day terms', 'Closed to the public on Mondays'],
  },
  {
    name: 'Abbey Dental Whitby',
    town: 'Whitby',
    sector: 'healthcare',
    account: 'AD-14',
    notes: ['Pays on 14-day terms', 'No noisy work before 17:30'],
  },
  {
    name: 'Abbey Dental Malton',
    town: 'Malton',
    sector: 'healthcare',
    account: 'AD-15',
    notes: ['Pays on 14-day terms', 'No noisy work before 18:00'],
  },
  {
    name: 'Coastline Credit Union Filey',
    town: 'Filey',
    sector: 'finance',
    account: 'CC-21',
    notes: ['Pays on 30-day terms', 'Visitors sign in with photo ID'],
  },
  {
    name: 'Coastline Credit Union Bridlington',
    town: 'Bridlington',
    sector: 'finance',
    account: 'CC-22',
    notes: ['Pays on 30-day terms', 'Visitors sign in with photo ID'],
  },
  {
    name: 'Moorside Brewery',
    town: 'Pickering',
    sector: 'hospitality',
    account: 'MB-31',
    notes: ['Pays on 14-day terms', 'Steel toecaps in the yard'],
  },
  {
    name: 'Pickering Town Council',
    town: 'Pickering',
    sector: 'public realm',
    account: 'PT-40',
    notes: ['Pays on 60-day terms', 'Needs three quotes above 5000 GBP'],
  },
  {
    name: 'Rowan Court Hotel',
    town: 'Whitby',
    sector: 'hospitality',
    account: 'RC-52',
    notes: ['Pays on 60-day terms', 'No work at weekends'],
  },
  {
    name: 'Rowan Tree School',
    town: 'Filey',
    sector: 'education',
    account: 'RT-53',
    notes: ['Pays on 30-day terms', 'Work in school holidays only'],
  },
  {
    name: "St Hilda's Hospice",
    town: 'Whitby',
    sector: 'healthcare',
    account: 'SH-60',
    notes: ['Pays on 30-day terms', 'VAT relief certificate on file'],
  },
  {
    name: 'Larkfield Farm Shop',
    town: 'Malton',
    sector: 'retail',
    account: 'LF-71',
    notes: ['Pays on 14-day terms', 'Deliveries through the back lane'],
  },
];

export const SUPPLIERS: readonly Supplier[] = [
  {
    name: 'Brightwell Fixtures',
    makes: 'Makes bollards for wet sites',
    leadWeeks: 6,
    notes: ['Minimum order 500 GBP', 'Sends free samples'],
  },
  {
    name: 'Brightwater Glass',
    makes: 'Makes blown glass shades',
    leadWeeks: 8,
    notes: ['Minimum order 250 GBP', 'Crates must be returned'],
  },
  { name: 'Cobalt Controls', makes: 'Makes dimming modules', leadWeeks: 3, notes: ['Help desk open until 20:00', 'Sends free samples'] },
  { name: 'Cobble Lane Cables', makes: 'Stocks armoured cable', leadWeeks: 1, notes: ['Minimum order 250 GBP', 'Delivers before 08:00'] },
  { name: 'Halden Optics', makes: 'Makes narrow beam lenses', leadWeeks: 6, notes: ['Minimum order 500 GBP', 'Five year warranty'] },
  {
    name: 'Halden Steelwork',
    makes: 'Makes lamp posts to drawing',
    leadWeeks: 8,
    notes: ['Powder coating costs extra', 'Crates must be returned'],
  },
  { name: 'Kestrel Drones', makes: 'Flies night surveys', leadWeeks: 1, notes: ['Grounded above 20 knots', 'Insured to 5 million GBP'] },
  {
    name: 'Tern Surveys',
    makes: 'Measures light levels at night',
    leadWeeks: 2,
    notes: ['Reports within 5 days', 'Insured to 5 million GBP'],
  },
  {
    name: 'Northgate Electrical',
    makes: 'Fits heavy outdoor systems',
    leadWeeks: 2,
    notes: ['Crew of four', 'Public liability renewed in March'],
  },
  { name: 'Northway Electrical', makes: 'Fits indoor systems', leadWeeks: 1, notes: ['Crew of two', 'Public liability renewed in May'] },
];

export const PROJECTS: readonly Project[] = [
  {
    name: 'Harbour Lights',
    client: 'Harbour Trust',
    begins: '2025-07-01',
    stage: 'handed over',
    brief: ['Festoon lighting along the fish quay', 'Bollards rated for salt spray'],
    supplier: 'Brightwell Fixtures',
    installer: 'Northgate Electrical',
  },
  {
    name: 'Harbour Walk',
    client: 'Harbour Trust',
    begins: '2026-01-01',
    stage: 'on site',
    brief: ['Boardwalk lighting from the pier to the lifeboat station', 'Seals haul out nearby so no blue light'],
    supplier: 'Brightwell Fixtures',
    installer: 'Northgate Electrical',
  },
  {
    name: 'Museum Foyer Phase 1',
    client: 'Ryedale Museum',
    begins: '2025-08-01',
    stage: 'handed over',
    brief: ['Track lighting for the fossil cases', 'UV filters on every spot'],
    supplier: 'Halden Optics',
    installer: 'Northway Electrical',
  },
  {
    name: 'Museum Foyer Phase 2',
    client: 'Ryedale Museum',
    begins: '2026-02-01',
    stage: 'tender',
    brief: ['Cove lighting over the ticket desk', 'Asbestos register checked'],
    supplier: 'Cobalt Controls',
    installer: 'Northway Electrical',
  },
  {
    name: 'Reception Refit Whitby',
    client: 'Abbey Dental Whitby',
    begins: '2025-10-01',
    stage: 'on site',
    brief: ['Glare-free panels above the waiting area', 'Ceiling grid is 600 mm'],
    supplier: 'Cobalt Controls',
    installer: 'Northway Electrical',
  },
  {
    name: 'Reception Refit Malton',
    client: 'Abbey Dental Malton',
    begins: '2025-11-01',
    stage: 'tender',
    brief: ['Warm white panels behind the front desk', 'Ceiling grid is 500 mm'],
    supplier: 'Halden Optics',
    installer: 'Northgate Electrical',
  },
  {
    name: 'Branch Signage Filey',
    client: 'Coastline Credit Union Filey',
    begins: '2025-12-01',
    stage: 'on site',
    brief: ['Halo-lit letters above the cash point', 'Conservation area consent granted'],
    supplier: 'Halden Steelwork',
    installer: 'Northgate Electrical',
  },
  {
    name: 'Branch Signage Bridlington',
    client: 'Coastline Credit Union Bridlington',
    begins: '2026-03-01',
    stage: 'detailed design',
    brief: ['Edge-lit letters above the entrance', 'Conservation area consent pending'],
    supplier: 'Brightwater Glass',
    installer: 'Northway Electrical',
  },
  {
    name: 'Brewery Taproom',
    client: 'Moorside Brewery',
    begins: '2025-09-01',
    stage: 'handed over',
    brief: ['Copper pendants over the bar', 'Dimming scenes for quiz nights'],
    supplier: 'Brightwater Glass',
    installer: 'Northway Electrical',
  },
  {
    name: 'Brewery Yard',
    client: 'Moorside Brewery',
    begins: '2026-04-01',
    stage: 'concept design',
    brief: ['Floodlights on the loading bay', 'Neighbours asked for lights off by 22:00'],
    supplier: 'Halden Steelwork',
    installer: 'Northgate Electrical',
  },
  {
    name: 'Bandstand Summer Scheme',
    client: 'Pickering Town Council',
    begins: '2026-03-01',
    stage: 'on site',
    brief: ['Colour scenes for the brass band evenings', 'Power from the park kiosk'],
    supplier: 'Cobalt Controls',
    installer: 'Northgate Electrical',
  },
  {
    name: 'Bandstand Winter Scheme',
    client: 'Pickering Town Council',
    begins: '2025-09-01',
    stage: 'handed over',
    brief: ['Icicle strings from November to January', 'Power from the church hall'],
    supplier: 'Cobble Lane Cables',
    installer: 'Northway Electrical',
  },
  {
    name: 'Hotel Terrace',
    client: 'Rowan Court Hotel',
    begins: '2026-02-01',
    stage: 'detailed design',
    brief: ['Path lights set into the slate paving', 'Bats roost in the east gable'],
    supplier: 'Cobble Lane Cables',
    installer: 'Northgate Electrical',
  },
  {
    name: 'Hotel Stairwell',
    client: 'Rowan Court Hotel',
    begins: '2025-11-01',
    stage: 'on site',
    brief: ['Chandelier with a nine metre drop', 'Scaffold tower booked'],
    supplier: 'Brightwater Glass',
    installer: 'Northway Electrical',
  },
  {
    name: 'School Hall',
    client: 'Rowan Tree School',
    begins: '2025-10-01',
    stage: 'handed over',
    brief: ['Stage dimming with six scenes', 'Asbestos survey clear'],
    supplier: 'Cobalt Controls',
    installer: 'Northway Electrical',
  },
  {
    name: 'School Library',
    client: 'Rowan Tree School',
    begins: '2026-04-01',
    stage: 'concept design',
    brief: ['Task lamps for the reading desks', 'Quiet work only in term time'],
    supplier: 'Halden Optics',
    installer: 'Northway Electrical',
  },
  {
    name: 'Hospice Garden',
    client: "St Hilda's Hospice",
    begins: '2026-01-01',
    stage: 'tender',
    brief: ['Path lights for evening visitors', 'Paid for by the summer fete'],
    supplier: 'Brightwell Fixtures',
    installer: 'Northgate Electrical',
  },
  {
    name: 'Farm Shop Canopy',
    client: 'Larkfield Farm Shop',
    begins: '2026-05-01',
    stage: 'concept design',
    brief: ['Daylight sensors under the canopy', 'Swallows nest there until August'],
    supplier: 'Cobble Lane Cables',
    installer: 'Northway Electrical',
  },
];

export const HAPPENINGS: readonly Happening[] = [
  { name: 'Harbour Lights kick-off', project: 'Harbour Lights', after: 9, day: null, notes: ['Budget agreed', 'Minutes filed'] },
  { name: 'Harbour Walk kick-off', project: 'Harbour Walk', after: 12, day: null, notes: ['Budget still open', 'Minutes filed'] },
  {
    name: 'Harbour Walk site visit',
    project: 'Harbour Walk',
    after: 48,
    day: null,
    notes: ['High tide cut it short', 'Photos in the shared drive'],
  },
  {
    name: 'Foyer mock-up evening',
    project: 'Museum Foyer Phase 2',
    after: 62,
    day: null,
    notes: ['Trustees chose 3000 K', 'Photos in the shared drive'],
  },
  {
    name: 'Foyer lessons learned',
    project: 'Museum Foyer Phase 1',
    after: 210,
    day: null,
    notes: ['Order spare lenses next time', 'Minutes filed'],
  },
  {
    name: 'Taproom snagging',
    project: 'Brewery Taproom',
    after: 150,
    day: null,
    notes: ['Two pendants to swap', 'Photos in the shared drive'],
  },
  {
    name: 'Bandstand switch-on',
    project: 'Bandstand Winter Scheme',
    after: 66,
    day: null,
    notes: ['Mayor pressed the button', 'Photos in the shared drive'],
  },
  {
    name: 'Bandstand rehearsal',
    project: 'Bandstand Summer Scheme',
    after: 79,
    day: null,
    notes: ['Fog machine tripped the alarm', 'Minutes filed'],
  },
  {
    name: 'Chandelier delivery',
    project: 'Hotel Stairwell',
    after: 130,
    day: null,
    notes: ['One shade arrived cracked', 'Photos in the shared drive'],
  },
  {
    name: 'Autumn trade evening',
    project: null,
    after: 0,
    day: '2025-10-16',
    notes: ['Forty guests', 'Cobalt Controls brought the demo wall'],
  },
  {
    name: 'Spring trade evening',
    project: null,
    after: 0,
    day: '2026-04-23',
    notes: ['Fifty guests', 'Halden Optics brought the demo wall'],
  },
  {
    name: 'First aid refresher',
    project: null,
    after: 0,
    day: '2026-02-11',
    notes: ['Certificates last three years', 'Held at Unit 14 Dunslow Road'],
  },
  {
    name: 'Working at height refresher',
    project: null,
    after: 0,
    day: '2026-05-20',
    notes: ['Certificates last five years', 'Held at Unit 14 Dunslow Road'],
  },
  {
    name: 'Budget review',
    project: null,
    after: 0,
    day: '2026-06-18',
    notes: ['Travel costs over by 8 percent', 'Held at Unit 4 Dunslow Road'],
  },
];
