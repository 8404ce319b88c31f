/** Who and what the shop is made of: hand-written, so that names, goods and makers belong together. */

/** Customers in the order of their numbers. First names and surnames repeat on purpose. */
export const CUSTOMER_NAMES: readonly string[] = [
  'Anna Keller',
  'Ben Okafor',
  'Maria Santos',
  'Daniel Novak',
  'Grace Liu',
  'James Whitfield',
  'Emily Tanaka',
  'Noah Brandt',
  'Olivia Reyes',
  'Sam Park',
  'Laura Jensen',
  'Peter Nolan',
  'Ruth Kessler',
  'Victor Abbott',
  'Hannah Curtis',
  'Owen Yoder',
  'Claire Marsh',
  'Tom Dubois',
  'Anna Kessler',
  'Ben Keller',
  'Maria Sanders',
  'Daniel Nolan',
  'Grace Okafor',
  'James Whitaker',
  'Emily Carter',
  'Noah Carter',
  'Olivia Brandt',
  'Sam Delgado',
  'Laura Jenkins',
  'Peter Jensen',
  'Ruth Abbott',
  'Victor Santos',
  'Hannah Yoder',
  'Owen Marsh',
  'Claire Dubois',
  'Anna Lindqvist',
  'Ben Tanaka',
  'Maria Delgado',
  'Daniel Reyes',
  'Grace Hart',
  'James Liu',
  'Emily Curtis',
  'Olivia Park',
  'Sam Whitaker',
  'Laura Moreno',
  'Anna Moreno',
  'Maria Novak',
  'Daniel Hart',
];

/** Towns and how many customers live there; the counts add up to the number of names above. */
export const TOWNS: readonly { town: string; customers: number; areaCode: string }[] = [
  { town: 'Bend', customers: 10, areaCode: '541' },
  { town: 'Portland', customers: 9, areaCode: '503' },
  { town: 'Eugene', customers: 7, areaCode: '541' },
  { town: 'Salem', customers: 6, areaCode: '503' },
  { town: 'Medford', customers: 5, areaCode: '541' },
  { town: 'Ashland', customers: 4, areaCode: '541' },
  { town: 'Corvallis', customers: 4, areaCode: '541' },
  { town: 'Hood River', customers: 3, areaCode: '541' },
];

export const MAIL_HOSTS: readonly string[] = ['northmail.example', 'postbox.example', 'riverpost.example'];

export interface Supplier {
  id: number;
  name: string;
  city: string;
  contact: string;
  lead_days: number;
}

export const SUPPLIERS: readonly Supplier[] = [
  { id: 31, name: 'Juniper Works', city: 'Portland', contact: 'Hal Brandvold', lead_days: 10 },
  { id: 32, name: 'Tamarack Down', city: 'Bend', contact: 'Rosa Quint', lead_days: 14 },
  { id: 33, name: 'Scree Packs', city: 'Eugene', contact: 'Ivy Sandoval', lead_days: 9 },
  { id: 34, name: 'Ember Stoves', city: 'Portland', contact: 'Dev Mehta', lead_days: 7 },
  { id: 35, name: 'Ridgeline Footwear', city: 'Medford', contact: 'Joan Pell', lead_days: 21 },
  { id: 36, name: 'Glint Lighting', city: 'Salem', contact: 'Arno Vance', lead_days: 5 },
  { id: 37, name: 'Basalt Climbing', city: 'Bend', contact: 'Tess Orr', lead_days: 12 },
  { id: 38, name: 'Cloudrest Pads', city: 'Eugene', contact: 'Wim Harlow', lead_days: 12 },
  { id: 39, name: 'Summit Lake Tents', city: 'Hood River', contact: 'Opal Greer', lead_days: 18 },
  { id: 40, name: 'Merino Mill', city: 'Corvallis', contact: 'Finn Ostby', lead_days: 8 },
];

export interface Employee {
  id: number;
  name: string;
  role: string;
  city: string;
  hired_on: string;
}

export const EMPLOYEES: readonly Employee[] = [
  { id: 61, name: 'Kate Morrow', role: 'manager', city: 'Bend', hired_on: '2025-07-01' },
  { id: 62, name: 'Luis Ortega', role: 'sales', city: 'Bend', hired_on: '2025-07-01' },
  { id: 63, name: 'Dana Whelan', role: 'sales', city: 'Portland', hired_on: '2025-07-14' },
  { id: 64, name: 'Ian Pruitt', role: 'sales', city: 'Portland', hired_on: '2025-09-01' },
  { id: 65, name: 'Mei Chen', role: 'warehouse', city: 'Bend', hired_on: '2025-07-01' },
  { id: 66, name: 'Jorge Salas', role: 'warehouse', city: 'Bend', hired_on: '2025-11-03' },
  { id: 67, name: 'Nora Finch', role: 'returns desk', city: 'Bend', hired_on: '2025-08-18' },
  { id: 68, name: 'Paul Gantry', role: 'returns desk', city: 'Portland', hired_on: '2026-02-02' },
];

/** sku, name, category, price in dollars, supplier; product numbers follow this order. */
export const GOODS: readonly (readonly [sku: string, name: string, category: string, price: number, supplier: number])[] = [
  ['TNT-110', 'Juniper 1 Tent', 'Tents', 219, 31],
  ['TNT-120', 'Juniper 2 Tent', 'Tents', 279, 31],
  ['TNT-130', 'Juniper 3 Tent', 'Tents', 339, 31],
  ['TNT-220', 'Summit Lake 2 Tent', 'Tents', 329, 39],
  ['TNT-230', 'Summit Lake 3 Tent', 'Tents', 389, 39],
  ['TNT-900', 'Tent Footprint', 'Tents', 49, 33],
  ['SLB-015', 'Tamarack 15 Sleeping Bag', 'Sleep Gear', 289, 32],
  ['SLB-020', 'Tamarack 20 Sleeping Bag', 'Sleep Gear', 259, 32],
  ['SLB-030', 'Tamarack 30 Sleeping Bag', 'Sleep Gear', 209, 32],
  ['SLB-100', 'Tamarack Quilt', 'Sleep Gear', 199, 32],
  ['SLB-510', 'Cloudrest Pad', 'Sleep Gear', 89, 38],
  ['SLB-520', 'Cloudrest Wide Pad', 'Sleep Gear', 109, 38],
  ['PCK-018', 'Scree 18 Daypack', 'Packs', 79, 33],
  ['PCK-028', 'Scree 28 Daypack', 'Packs', 99, 33],
  ['PCK-045', 'Scree 45 Pack', 'Packs', 185, 33],
  ['PCK-055', 'Scree 55 Pack', 'Packs', 215, 33],
  ['PCK-065', 'Scree 65 Pack', 'Packs', 235, 33],
  ['PCK-900', 'Pack Rain Cover', 'Packs', 29, 31],
  ['STV-101', 'Ember Solo Stove', 'Stoves', 59, 34],
  ['STV-102', 'Ember Duo Stove', 'Stoves', 85, 34],
  ['STV-201', 'Ember Pot 1L', 'Stoves', 35, 34],
  ['STV-202', 'Ember Pot 2L', 'Stoves', 45, 34],
  ['STV-301', 'Fuel Canister 100g', 'Stoves', 7, 34],
  ['STV-302', 'Fuel Canister 230g', 'Stoves', 11, 34],
  ['FTW-301', 'Ridgeline Low Shoe', 'Footwear', 129, 35],
  ['FTW-302', 'Ridgeline Mid Boot', 'Footwear', 159, 35],
  ['FTW-303', 'Ridgeline High Boot', 'Footwear', 195, 35],
  ['FTW-401', 'Creekside Sandal', 'Footwear', 75, 35],
  ['FTW-501', 'Merino Hiking Sock', 'Footwear', 19, 40],
  ['FTW-502', 'Merino Liner Sock', 'Footwear', 14, 40],
  ['LGT-150', 'Glint 150 Headlamp', 'Lighting', 28, 36],
  ['LGT-300', 'Glint 300 Headlamp', 'Lighting', 44, 36],
  ['LGT-450', 'Glint 450 Headlamp', 'Lighting', 64, 36],
  ['LGT-600', 'Ember Camp Lantern', 'Lighting', 39, 34],
  ['LGT-900', 'Glint Battery Pack', 'Lighting', 24, 36],
  ['CLB-100', 'Basalt Harness', 'Climbing', 69, 37],
  ['CLB-110', 'Basalt Pro Harness', 'Climbing', 94, 37],
  ['CLB-200', 'Basalt Rope 60m', 'Climbing', 189, 37],
  ['CLB-210', 'Basalt Rope 70m', 'Climbing', 225, 37],
  ['CLB-300', 'Basalt Chalk Bag', 'Climbing', 22, 37],
];

/** How many orders came in each month since the shop opened, and the days on which they may fall. */
export const MONTHS: readonly { month: string; orders: number; days: readonly [first: number, last: number] }[] = [
  { month: '2025-07', orders: 9, days: [2, 30] },
  { month: '2025-08', orders: 9, days: [1, 29] },
  { month: '2025-09', orders: 8, days: [3, 28] },
  { month: '2025-10', orders: 7, days: [2, 30] },
  { month: '2025-11', orders: 9, days: [14, 29] },
  { month: '2025-12', orders: 13, days: [2, 19] },
  { month: '2026-01', orders: 6, days: [5, 30] },
  { month: '2026-02', orders: 6, days: [3, 26] },
  { month: '2026-03', orders: 9, days: [4, 30] },
  { month: '2026-04', orders: 11, days: [9, 24] },
  { month: '2026-05', orders: 15, days: [4, 15] },
  { month: '2026-06', orders: 18, days: [15, 29] },
];

/** States of the open orders at the end of June, oldest first; every earlier order is delivered or cancelled. */
export const OPEN_STATES: readonly string[] = [
  'shipped',
  'shipped',
  'on hold',
  'shipped',
  'cancelled',
  'shipped',
  'packed',
  'shipped',
  'on hold',
  'packed',
  'pending',
  'packed',
  'pending',
  'packed',
  'pending',
  'pending',
  'pending',
  'pending',
];
