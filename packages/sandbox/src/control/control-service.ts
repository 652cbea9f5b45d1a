import { Router } from 'express';
import type { Company } from '../company/company.ts';
import type { AccessTokens } from '../http/auth.ts';
import { Input, isObject } from '../http/input.ts';
import { jsonBody } from '../http/json-body.ts';
import { notFound } from '../http/problem.ts';
import { pathText } from '../http/query.ts';
import { readCustomer, showCustomer } from '../master-data/customer-record.ts';
import { readItem, showItem } from '../master-data/item-record.ts';
import { showShipment } from '../carrier/show-shipment.ts';
import { readMilestone } from '../carrier/milestones.ts';
import { readFault } from './fault-request.ts';
import { serviceNames, type FaultBoard, type ServiceName } from './faults.ts';

export interface ControlDependencies {
  company: Company;
  faults: FaultBoard;
  tokens: AccessTokens;
}

/** What the demo and the tests turn the sandbox by. Not part of the simulated company, hence without log-in. */
export function controlService({ company, faults, tokens }: ControlDependencies): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/ledger', (_request, response) => {
    response.json(company.view.ledger.report());
  });
  router.post('/reset', (_request, response) => {
    company.reset();
    faults.clear();
    tokens.revokeAll();
    response.status(204).end();
  });
  router.delete('/tokens', (_request, response) => {
    tokens.revokeAll();
    response.status(204).end();
  });
  router.use(jsonBody);
  faultRoutes(router, faults);
  masterDataRoutes(router, company);
  milestoneRoute(router, company);
  return router;
}

function faultRoutes(router: Router, faults: FaultBoard): void {
  router.get('/faults', (_request, response) => {
    response.json(faults.report());
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });
  router.put('/faults/:service', (request, response) => {
    const service = serviceOf(pathText(request, 'service'));
    faults.set(service, readFault(request.body));
    response.json(faults.report()[service]);
  });
  router.delete('/faults/:service', (request, response) => {
    faults.clear(serviceOf(pathText(request, 'service')));
    response.status(204).end();
  });
}

function serviceOf(name: string): ServiceName {
  const service = serviceNames.find((known) => known === name);
  if (service === undefined) throw notFound(`Service ${name}`);
  return service;
}

/** Fields left out of an upsert keep what the record has. */
function masterDataRoutes(router: Router, company: Company): void {
  router.post('/items', (request, response) => {
    const number = textOf(request.body, 'number');
    const known = company.view.items.get(number);
    const input = Input.of(merge(known === undefined ? {} : showItem(known), request.body));
    const item = readItem(input);
    input.check();
    company.commit([{ type: 'item-saved', item }]);
    response.status(known === undefined ? 201 : 200).json(showItem(item));
  });
  router.post('/customers', (request, response) => {
    const id = textOf(request.body, 'id');
    const known = company.view.customers.get(id);
    const input = Input.of(merge(known === undefined ? {} : showCustomer(known), request.body));
    const customer = readCustomer(input);
    input.check();
    company.commit([{ type: 'customer-saved', customer }]);
    response.status(known === undefined ? 201 : 200).json(showCustomer(customer));
  });
}

/** Stands for what happens on the road: moves a shipment on, or reports the milestone that is given. */
function milestoneRoute(router: Router, company: Company): void {
  router.post('/shipments/:id/milestones', (request, response) => {
    const id = pathText(request, 'id');
    const shipment = company.view.shipments.get(id);
    if (shipment === undefined) throw notFound(`Shipment ${id}`);
    const milestones = [...shipment.milestones, readMilestone(shipment, request.body)];
    const moved = { ...shipment, milestones };
    company.commit([{ type: 'shipment-saved', shipment: moved }]);
    response.status(201).json(showShipment(moved));
  });
}

function textOf(body: unknown, name: string): string {
  const value = isObject(body) ? body[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

function merge(known: Record<string, unknown>, body: unknown): unknown {
  return isObject(body) ? { ...known, ...body } : body;
}
