import { fakerOf } from '../../random/faker.ts';
import { type Stream, streamOf } from '../../random/stream.ts';
import {
  CUSTOMER_NAMES,
  EMPLOYEES,
  type Employee,
  GOODS,
  MAIL_HOSTS,
  MONTHS,
  OPEN_STATES,
  SUPPLIERS,
  type Supplier,
  TOWNS,
} from './cast.ts';

export interface Customer {
  id: number;
  name: string;
  email: string;
  phone: string;
  city: string;
  joined_on: string;
}
export interface Product {
  id: number;
  sku: string;
  name: string;
  supplier_id: number;
  category: string;
  price: number;
  stock: number;
}
export interface Order {
  id: number;
  customer_id: number;
  ordered_on: string;
  channel: string;
  status: string;
  total: number;
}
export interface OrderItem {
  id: number;
  order_id: number;
  product_id: number;
  quantity: number;
  unit_price: number;
}
export interface Return {
  id: number;
  order_id: number;
  customer_id: number;
  product_id: number;
  returned_on: string;
  reason: string;
  status: string;
  refund: number;
  handled_by: number;
}

/** An outdoor-gear shop in Oregon, from its opening in July 2025 to the end of June 2026. Amounts are whole dollars. */
export interface Shop {
  suppliers: readonly Supplier[];
  products: readonly Product[];
  employees: readonly Employee[];
  customers: readonly Customer[];
  orders: readonly Order[];
  orderItems: readonly OrderItem[];
  returns: readonly Return[];
}

const FIRST = { customer: 201, order: 4101, product: 501, item: 7001, return: 901 } as const;
const OPENED_ON = '2025-07-01';
const CLOSED_BOOKS_ON = '2026-06-29';
/** Customers who never ordered, so that somebody can be found without orders in most towns. */
const IDLE_CUSTOMERS = 10;
const RETURNS = 20;
/** A return younger than this many days is still open. */
const RETURN_OPEN_DAYS = 60;

/** The whole shop, the same for the same seed. */
export function makeShop(seed: string): Shop {
  const stream = streamOf(seed, 'shop');
  const products = makeProducts(stream.child('products'));
  const people = makePeople(stream.child('people'));
  const { orders, orderItems } = makeOrders(stream.child('orders'), products, people);
  const customers = people.map((person) => ({ ...person, joined_on: joinDate(stream.child(`joined ${person.id}`), person, orders) }));
  const returns = makeReturns(stream.child('returns'), orders, orderItems, products);
  return { suppliers: SUPPLIERS, products, employees: EMPLOYEES, customers, orders, orderItems, returns };
}

function makeProducts(stream: Stream): Product[] {
  const faker = fakerOf(stream);
  return GOODS.map(([sku, name, category, price, supplier], place) => ({
    id: FIRST.product + place,
    sku,
    name,
    supplier_id: supplier,
    category,
    price,
    stock: price < 50 ? faker.number.int({ min: 8, max: 80 }) : faker.number.int({ min: 1, max: 22 }),
  }));
}

type Person = Omit<Customer, 'joined_on'>;

function makePeople(stream: Stream): Person[] {
  const towns = stream.shuffle(TOWNS.flatMap((town) => Array.from({ length: town.customers }, () => town)));
  const lines = stream.shuffle(Array.from({ length: 100 }, (_, line) => line));
  return CUSTOMER_NAMES.map((name, place) => {
    const town = towns[place] as (typeof TOWNS)[number];
    return {
      id: FIRST.customer + place,
      name,
      email: `${name.toLowerCase().replace(' ', '.')}@${stream.pick(MAIL_HOSTS)}`,
      phone: `${town.areaCode}-555-01${String(lines[place]).padStart(2, '0')}`,
      city: town.town,
    };
  });
}

function makeOrders(stream: Stream, products: readonly Product[], people: readonly Person[]): { orders: Order[]; orderItems: OrderItem[] } {
  const idle = new Set(stream.shuffle(people).slice(0, IDLE_CUSTOMERS));
  const buyers = people
    .filter((person) => !idle.has(person))
    .flatMap((person) => Array.from({ length: 1 + stream.below(4) }, () => person));
  const dates = orderDates(stream.child('dates'));
  const orders: Order[] = [];
  const orderItems: OrderItem[] = [];
  for (const [place, ordered_on] of dates.entries()) {
    const id = FIRST.order + place;
    const basket = stream.shuffle(products).slice(0, stream.pick([1, 1, 2, 2, 2, 3, 3, 4]));
    const items = basket.map((product, line) => ({
      id: FIRST.item + orderItems.length + line,
      order_id: id,
      product_id: product.id,
      quantity: product.price < 50 ? stream.pick([1, 1, 2, 3, 4]) : stream.pick([1, 1, 1, 2]),
      unit_price: product.price,
    }));
    orderItems.push(...items);
    orders.push({
      id,
      customer_id: stream.pick(buyers).id,
      ordered_on,
      channel: stream.pick(['web', 'web', 'web', 'store', 'store', 'phone']),
      status: OPEN_STATES[place - (dates.length - OPEN_STATES.length)] ?? (stream.below(12) === 0 ? 'cancelled' : 'delivered'),
      total: items.reduce((sum, item) => sum + item.quantity * item.unit_price, 0),
    });
  }
  return { orders, orderItems };
}

function orderDates(stream: Stream): string[] {
  return MONTHS.flatMap(({ month, orders, days: [first, last] }) =>
    Array.from({ length: orders }, () => `${month}-${String(first + stream.below(last - first + 1)).padStart(2, '0')}`),
  ).sort();
}

/** A few days before the first order; a customer without orders joined some time since the opening. */
function joinDate(stream: Stream, person: Person, orders: readonly Order[]): string {
  const first = orders.find((order) => order.customer_id === person.id)?.ordered_on;
  const date = first === undefined ? addDays(OPENED_ON, 90 + stream.below(260)) : addDays(first, -stream.below(21));
  return date < OPENED_ON ? OPENED_ON : date;
}

function makeReturns(stream: Stream, orders: readonly Order[], items: readonly OrderItem[], products: readonly Product[]): Return[] {
  const desk = EMPLOYEES.filter((employee) => employee.role === 'returns desk' || employee.role === 'sales');
  const delivered = orders.filter((order) => order.status === 'delivered');
  const returned = stream
    .shuffle(delivered)
    .slice(0, RETURNS)
    .map((order) => {
      const item = stream.pick(items.filter((candidate) => candidate.order_id === order.id));
      const product = products.find((candidate) => candidate.id === item.product_id) as Product;
      const fitted = ['Footwear', 'Packs', 'Sleep Gear'].includes(product.category) || product.name.includes('Harness');
      const reason = stream.pick(
        fitted
          ? ['wrong size', 'wrong size', 'wrong size', 'changed mind', 'faulty']
          : ['faulty', 'faulty', 'damaged in transit', 'damaged in transit', 'changed mind'],
      );
      const returned_on = addDays(order.ordered_on, 6 + stream.below(20));
      const open = addDays(returned_on, RETURN_OPEN_DAYS) > CLOSED_BOOKS_ON;
      const status = open
        ? stream.pick(['pending', 'pending', 'approved'])
        : reason === 'changed mind'
          ? stream.pick(['declined', 'refunded'])
          : 'refunded';
      const worker = stream.pick(desk.filter((employee) => employee.hired_on <= returned_on));
      return {
        order_id: order.id,
        customer_id: order.customer_id,
        product_id: product.id,
        returned_on,
        reason,
        status,
        refund: status === 'refunded' || status === 'approved' ? item.quantity * item.unit_price : 0,
        handled_by: worker.id,
      };
    });
  returned.sort((left, right) =>
    left.returned_on < right.returned_on ? -1 : left.returned_on > right.returned_on ? 1 : left.order_id - right.order_id,
  );
  return returned.map((entry, place) => ({ id: FIRST.return + place, ...entry }));
}

/** The calendar day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
