import { Router, type Request } from 'express';
import type { Company, CompanyView } from '../company/company.ts';
import { availableToPromise, creditPosition, findCustomer, findItem } from '../company/company-queries.ts';
import { showCustomer } from '../master-data/customer-record.ts';
import { showItem, showQuantity } from '../master-data/item-record.ts';
import type {
  CompanyEvent,
  Customer,
  Item,
  JsonObject,
  OrderRequestOutcome,
  SalesOrder,
} from '../company/model.ts';
import { erpGuard, type AccessTokens } from '../http/auth.ts';
import { commandHandler, type Command, type Verdict } from '../http/idempotency.ts';
import { isObject } from '../http/input.ts';
import { jsonBody } from '../http/json-body.ts';
import { notFound } from '../http/problem.ts';
import { page, pathText, queryText } from '../http/query.ts';
import { bookOrder } from './book-order.ts';
import { checkCredit, showCredit } from './credit-check.ts';
import { readOrderRequest } from './order-request.ts';
import { showOrder } from './show-order.ts';
import { tokenEndpoint } from './token-endpoint.ts';

/** The ERP: customers, items, credit, sales orders. */
export function erpService(company: Company, tokens: AccessTokens): Router {
  const router = Router();
  router.post('/oauth/token', tokenEndpoint(tokens));
  router.use(erpGuard(tokens), jsonBody);
  router.get('/ping', (_request, response) => {
    response.json({ status: 'ok', service: 'erp' });
  });
  masterDataRoutes(router, company);
  router.post('/credit-checks', commandHandler(company, 'erp', creditCheckCommand(company)));
  router.post('/sales-orders', commandHandler(company, 'erp', salesOrderCommand(company)));
  salesOrderRoutes(router, company);
  return router;
}

function masterDataRoutes(router: Router, company: Company): void {
  router.get('/customers', (request, response) => {
    const externalId = queryText(request, 'externalId');
    const customers =
      externalId === undefined
        ? [...company.view.customers.values()]
        : found(findCustomer(company.view, externalId));
    response.json(page(request, customers, (customer) => customerWithCredit(company.view, customer)));
  });
  router.get('/customers/:id', (request, response) => {
    const id = pathText(request, 'id');
    const customer = findCustomer(company.view, id);
    if (customer === undefined) throw notFound(`Customer ${id}`);
    response.json(customerWithCredit(company.view, customer));
  });
  router.get('/items', (request, response) => {
    const items = [...company.view.items.values()];
    response.json(page(request, items, (item) => itemWithAvailability(company.view, item)));
  });
  router.get('/items/:number', (request, response) => {
    const number = pathText(request, 'number');
    const customer = findCustomer(company.view, queryText(request, 'customer') ?? '');
    const item = findItem(company.view, number, customer);
    if (item === undefined) throw notFound(`Item ${number}`);
    response.json(itemWithAvailability(company.view, item));
  });
}

function salesOrderRoutes(router: Router, company: Company): void {
  router.get('/sales-orders', (request, response) => {
    const orderNumber = queryText(request, 'orderNumber');
    const customerId = queryText(request, 'customer');
    const customer = findCustomer(company.view, customerId ?? '');
    const orders = ordersByNumber(company.view, orderNumber).filter(
      (order) => customerId === undefined || order.customer === customer?.id,
    );
    response.json(page(request, orders, showOrder));
  });
  router.get('/sales-orders/:id', (request, response) => {
    const id = pathText(request, 'id');
    const order = company.view.salesOrders.get(id);
    if (order === undefined) throw notFound(`Sales order ${id}`);
    response.json(showOrder(order));
  });
}

function creditCheckCommand(company: Company): Command {
  return {
    decide: (request) => ({ status: 200, body: checkCredit(company.view, request.body), events: [] }),
  };
}

function salesOrderCommand(company: Company): Command {
  return {
    decide(request) {
      const order = bookOrder(company.view, readOrderRequest(request.body));
      return { status: 201, body: showOrder(order), events: [{ type: 'order-booked', order }] };
    },
    observe: (request, verdict) => [orderRequested(request, verdict)],
  };
}

const outcomes: Record<Verdict, OrderRequestOutcome> = {
  done: 'booked',
  replayed: 'replayed',
  refused: 'refused',
};

function orderRequested(request: Request, verdict: Verdict): CompanyEvent {
  const body: unknown = request.body;
  const orderNumber = isObject(body) ? body['orderNumber'] : undefined;
  const named = typeof orderNumber === 'string' ? { orderNumber: orderNumber.trim() } : {};
  return { type: 'order-requested', ...named, outcome: outcomes[verdict] };
}

function ordersByNumber(view: CompanyView, orderNumber: string | undefined): SalesOrder[] {
  if (orderNumber === undefined) return [...view.salesOrders.values()];
  return view.salesOrdersByNumber.get(orderNumber) ?? [];
}

function customerWithCredit(view: CompanyView, customer: Customer): JsonObject {
  return { ...showCustomer(customer), credit: showCredit(creditPosition(view, customer)) };
}

function itemWithAvailability(view: CompanyView, item: Item): JsonObject {
  return { ...showItem(item), availableToPromise: showQuantity(availableToPromise(view, item)) };
}

function found<T>(entry: T | undefined): T[] {
  return entry === undefined ? [] : [entry];
}
