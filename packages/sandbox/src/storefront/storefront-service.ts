import { Router } from 'express';
import type { Company, CompanyView } from '../company/company.ts';
import { findItem } from '../company/company-queries.ts';
import type { CompanyEvent, Item, WebOrder } from '../company/model.ts';
import { storefrontGuard } from '../http/auth.ts';
import { commandHandler, type Outcome } from '../http/idempotency.ts';
import { jsonBody } from '../http/json-body.ts';
import { notFound } from '../http/problem.ts';
import { page, pathText, queryText } from '../http/query.ts';
import { showCatalogueEntry, showWebOrder } from './show-storefront.ts';
import { placeWebOrder } from './web-order-request.ts';
import { currentStatus, reportStatus } from './web-order-status.ts';

/** The web shop: catalogue with available-to-promise, web orders and their status. */
export function storefrontService(company: Company): Router {
  const router = Router();
  router.use(storefrontGuard, jsonBody);
  router.get('/ping', (_request, response) => {
    response.json({ status: 'ok', service: 'storefront' });
  });
  catalogueRoutes(router, company);
  orderRoutes(router, company);
  return router;
}

function catalogueRoutes(router: Router, company: Company): void {
  router.get('/catalogue', (request, response) => {
    const words = (queryText(request, 'q') ?? '').toLowerCase();
    const items = [...company.view.items.values()].filter((item) => isListed(item) && mentions(item, words));
    response.json(page(request, items, (item) => showCatalogueEntry(company.view, item)));
  });
  router.get('/catalogue/:number', (request, response) => {
    const number = pathText(request, 'number');
    const item = findItem(company.view, number);
    if (item === undefined || !isListed(item)) throw notFound(`Item ${number}`);
    response.json(showCatalogueEntry(company.view, item));
  });
}

function orderRoutes(router: Router, company: Company): void {
  const place = commandHandler(company, 'storefront', {
    decide: (request) => saved(201, placeWebOrder(company.view, request.body)),
  });
  const report = commandHandler(company, 'storefront', {
    decide: (request) =>
      saved(200, reportStatus(requireWebOrder(company.view, pathText(request, 'id')), request.body)),
  });
  router.post('/orders', place);
  router.post('/orders/:id/status', report);
  router.get('/orders', (request, response) => {
    const status = queryText(request, 'status');
    const orders = [...company.view.webOrders.values()].filter(
      (order) => status === undefined || currentStatus(order) === status,
    );
    response.json(page(request, orders, showWebOrder));
  });
  router.get('/orders/:id', (request, response) => {
    response.json(showWebOrder(requireWebOrder(company.view, pathText(request, 'id'))));
  });
}

function saved(status: number, webOrder: WebOrder): Outcome {
  const event: CompanyEvent = { type: 'web-order-saved', webOrder };
  return { status, body: showWebOrder(webOrder), events: [event] };
}

function requireWebOrder(view: CompanyView, id: string): WebOrder {
  const order = view.webOrders.get(id);
  if (order === undefined) throw notFound(`Web order ${id}`);
  return order;
}

const isListed = (item: Item): boolean => item.status === 'active';

function mentions({ number, description }: Item, words: string): boolean {
  return `${number} ${description}`.toLowerCase().includes(words);
}
