'use strict';
// The routes of ShopController, with the same statements and failures.
const { setTimeout: sleep } = require('node:timers/promises');
const http = require('node:http');
const express = require('express');
const { Pool } = require('pg');
const { logs, SeverityNumber } = require('@opentelemetry/api-logs');

const LEAST_MILLIS = 20;
const port = Number(process.env.PORT);
const database = new Pool({
  host: 'localhost',
  port: Number(process.env.PGPORT),
  database: 'shop',
  user: 'shop',
  max: 7,
});
const logger = logs.getLogger('shop');

class PaymentException extends Error {
  name = 'PaymentException';
}

async function item(id) {
  const found = await database.query('SELECT id, name, stock FROM item WHERE id = $1', [id]);
  return found.rows[0];
}

function get(path) {
  return new Promise((resolve, reject) => {
    http
      .get({ host: 'localhost', port, path }, (response) => {
        let body = '';
        response.on('data', (part) => (body += part));
        response.on('end', () => resolve(body));
      })
      .on('error', reject);
  });
}

const app = express();

app.get('/items/:id', async (request, response) => {
  await sleep(LEAST_MILLIS);
  const found = await item(request.params.id);
  response.status(found ? 200 : 404).json(found ?? {});
});

app.post('/orders/:id', async (request, response) => {
  await sleep(LEAST_MILLIS);
  await item(request.params.id);
  await database.query('INSERT INTO orders (item) VALUES ($1)', [request.params.id]);
  await database.query('UPDATE item SET stock = stock - 1 WHERE id = $1', [request.params.id]);
  response.send('ordered');
});

app.post('/payments/:id', async (request, response) => {
  await sleep(LEAST_MILLIS);
  const counted = await database.query('SELECT count(*) FROM orders');
  if (request.params.id % 4 === 0) {
    throw new PaymentException(`card of payment ${request.params.id} was refused`);
  }
  response.send(`paid one of ${counted.rows[0].count}`);
});

app.get('/relay/:id', async (request, response) => {
  response.send(await get(`/items/${request.params.id}`));
});

app.get('/broken', async (request, response) => {
  await sleep(LEAST_MILLIS);
  response.json(await database.query('SELECT name FROM missing'));
});

app.get('/reports/:id', async (request, response) => {
  await sleep(LEAST_MILLIS);
  const body = `report ${request.params.id} is incomplete`;
  logger.emit({ severityNumber: SeverityNumber.ERROR, severityText: 'ERROR', body });
  response.send('incomplete');
});

// The instrumentation of the router keeps the exception.
app.use((error, request, response, next) => {
  response.status(500).send('failed');
});

app.listen(port);
